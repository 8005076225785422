"""What a process costs while nothing is asked of it."""

from __future__ import annotations

import time

import psutil

WINDOW = 2.0


def share(pid: int) -> float:
    """The part of one processor that a process uses, in the next two seconds."""
    process = psutil.Process(pid)
    before = sum(process.cpu_times()[:2])
    time.sleep(WINDOW)
    return float(sum(process.cpu_times()[:2]) - before) / WINDOW
