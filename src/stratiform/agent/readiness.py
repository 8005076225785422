"""Whether the agent has what it was told to fetch first; a request that comes sooner waits for that."""

from __future__ import annotations

import asyncio
from contextlib import suppress

_MOST_SECONDS = 10.0
NOT_YET = "not ready to serve traffic, please wait"
"""As the Lambda extension says it; callers compare with exactly this."""


class Readiness:
    """Not ready until told so. Without ``holds`` a request that comes sooner is refused, not held."""

    def __init__(self, most: float = _MOST_SECONDS, *, holds: bool = True) -> None:
        self._ready = asyncio.Event()
        self._most = most
        self._holds = holds

    def __bool__(self) -> bool:
        return self._ready.is_set()

    def reached(self) -> None:
        """From now on the agent is ready."""
        self._ready.set()

    async def hold(self) -> bool:
        """Whether to answer: once ready, or after a while, when the request fetches what it needs itself."""
        if not self._ready.is_set() and self._holds:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._most):
                    await self._ready.wait()
        return self._holds or self._ready.is_set()
