"""Processes of this machine, which may end while they are looked at."""

from __future__ import annotations

import psutil


def words(process: psutil.Process) -> list[str]:
    """The command of a process; empty for one that has ended."""
    try:
        return process.cmdline()
    except psutil.Error:
        return []
