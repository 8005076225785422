"""The memory limit: a container that exceeds it is killed, as the kernel would kill it.

The kernel's own limit needs a control group that was delegated to this user, which few machines have; so
the resident memory is looked at, more often the closer it is to the limit.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal

from stratiform.local.engine import usage
from stratiform.local.engine.container import Container

_SELDOM, _OFTEN = 2.0, 0.2
_NEAR = 0.6


async def guard(container: Container) -> None:
    """Watch one container until it ends; kill it when it uses more than it may."""
    limit = container.spec.memory
    pause = _OFTEN
    while limit and container.running:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(container.ended.wait(), pause)
            return
        used = usage.memory(container, limit=limit)
        pause = _OFTEN if used > limit * _NEAR else _SELDOM
        if used > limit and container.child:
            container.out_of_memory = True
            container.child.signal(signal.SIGKILL)
            return
