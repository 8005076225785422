"""Waiting for a process that is not our child."""

from __future__ import annotations

import time

import psutil

_PAUSE = 0.01


def ended(process: psutil.Process, seconds: float) -> bool:
    """Whether ``process`` ends within ``seconds``.

    One that its new parent has not collected yet has ended: some init processes look every few seconds.
    """
    deadline = time.monotonic() + seconds
    while _lives(process):
        if time.monotonic() > deadline:
            return False
        time.sleep(_PAUSE)
    return True


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
