"""What the processes of a container use: all that descend from the first one."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from typing import Any

import psutil

from stratiform.local.engine import clock
from stratiform.local.engine.container import Container


def processes(container: Container) -> Iterator[psutil.Process]:
    """The first process and its descendants, as far as they still live."""
    if not container.child:
        return
    with contextlib.suppress(psutil.NoSuchProcess):
        first = psutil.Process(container.child.pid)
        yield first
        yield from first.children(recursive=True)


def memory(container: Container, *, limit: int | None = None) -> int:
    """Bytes in memory. What processes share is counted once where counting it twice exceeds ``limit``."""
    living = list(processes(container))
    resident = sum(_measure(process, "rss") for process in living)
    if limit is not None and resident <= limit:
        return resident
    return sum(_measure(process, "pss") for process in living)


def _measure(process: psutil.Process, what: str) -> int:
    try:
        found = process.memory_info().rss if what == "rss" else process.memory_full_info().pss
    except psutil.Error:
        return 0
    return int(found)


def statistics(container: Container) -> dict[str, Any]:
    """One sample of ``GET /containers/{id}/stats``."""
    used, cpu = 0, 0.0
    living = list(processes(container))
    for process in living:
        with contextlib.suppress(psutil.Error):
            times = process.cpu_times()
            cpu += times.user + times.system
            used += process.memory_info().rss
    system = psutil.cpu_times()
    usage = {
        "total_usage": int(cpu * 1e9),
        "percpu_usage": [],
        "usage_in_usermode": 0,
        "usage_in_kernelmode": 0,
    }
    return {
        "id": container.id,
        "name": f"/{container.identity.name}",
        "read": clock.text(time.time()),
        "preread": clock.NEVER,
        "num_procs": 0,
        "pids_stats": {"current": len(living)},
        "cpu_stats": {
            "cpu_usage": usage,
            "system_cpu_usage": int(sum(system) * 1e9),
            "online_cpus": os.cpu_count() or 1,
            "throttling_data": {"periods": 0, "throttled_periods": 0, "throttled_time": 0},
        },
        "memory_stats": {
            "usage": used,
            "limit": container.spec.memory or psutil.virtual_memory().total,
            "stats": {"inactive_file": 0},
        },
        "blkio_stats": {},
        "networks": {},
    }


def top(container: Container) -> dict[str, Any]:
    """``GET /containers/{id}/top``."""
    rows = []
    for process in processes(container):
        with contextlib.suppress(psutil.Error):
            rows.append([str(process.pid), str(process.ppid()), " ".join(process.cmdline())])
    return {"Titles": ["PID", "PPID", "CMD"], "Processes": rows}
