"""Health checks: the command of ``HEALTHCHECK`` or of the task definition, run inside the container."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import Callable, Mapping

from stratiform.local.engine.answer import Refused
from stratiform.local.engine.container import Container
from stratiform.local.engine.execution import Execution
from stratiform.local.engine.spec import Health
from stratiform.local.engine.state import Condition

_EAGER = 1.0
"""Seconds between checks until the first success: a start should not wait for a long interval."""


async def watch(container: Container, markers: Mapping[str, str], judge: Callable[[Condition], None]) -> None:
    """Check until the container ends; ``judge`` is told each change of its condition."""
    health = container.spec.health
    failures, began = 0, time.monotonic()
    while health and container.running:
        starting = container.state.health == "starting"
        pause = min(health.interval, _EAGER) if starting else health.interval
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(container.ended.wait(), pause)
            return
        if await _passes(container, health, markers):
            failures = 0
            if container.state.health != "healthy":
                judge("healthy")
        elif not (starting and time.monotonic() - began < max(health.start_period, health.interval)):
            failures += 1
            if failures >= health.retries and container.state.health != "unhealthy":
                judge("unhealthy")


async def _passes(container: Container, health: Health, markers: Mapping[str, str]) -> bool:
    kind, *words = health.test
    argv = ("/bin/sh", "-c", " ".join(words)) if kind == "CMD-SHELL" else tuple(words)
    check = Execution(container, argv, {}, None, False)
    try:
        child = check.start(_Nowhere(), _Nowhere(), markers)
    except (Refused, OSError):
        return False
    try:
        return await asyncio.wait_for(child.wait(), health.timeout) == 0
    except TimeoutError:
        child.signal(signal.SIGKILL)
        await child.wait()
        return False


class _Nowhere:
    def feed(self, data: bytes) -> None:
        """What a check says is not kept."""

    def close(self) -> None:
        """Nothing is open."""
