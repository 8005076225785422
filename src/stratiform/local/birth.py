"""Which process an id means. Ids are given again, so a process is known by its id and its birth together.

A birth is in seconds from the start of the machine: setting the clock, as after a sleep, leaves it as it is.
"""

from __future__ import annotations

import psutil

_TOLERANCE = 0.05  # the kernel counts hundredths of a second


def birth(pid: int) -> float:
    """When ``pid`` was started; 0 when it is gone."""
    try:
        return _born(psutil.Process(pid))
    except psutil.NoSuchProcess:
        return 0.0


def living(pid: int, born: float) -> psutil.Process | None:
    """The process ``pid`` of that birth; None when it ended or its id now names another one."""
    try:
        process = psutil.Process(pid)
        if abs(_born(process) - born) < _TOLERANCE and process.status() != psutil.STATUS_ZOMBIE:
            return process
    except psutil.Error:
        pass
    return None


def _born(process: psutil.Process) -> float:
    return process.create_time() - psutil.boot_time()
