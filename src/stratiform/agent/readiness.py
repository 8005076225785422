"""Whether the agent has what it was told to fetch first; a request that comes sooner waits for that."""

from __future__ import annotations

import asyncio

_MOST_SECONDS = 10.0


class Readiness:
    """Not ready until told so."""

    def __init__(self, most: float = _MOST_SECONDS) -> None:
        self._ready = asyncio.Event()
        self._most = most

    def __bool__(self) -> bool:
        return self._ready.is_set()

    def reached(self) -> None:
        """From now on the agent is ready."""
        self._ready.set()

    async def hold(self) -> None:
        """Return once the agent is ready, or after a while: then the request fetches what it needs itself."""
        if not self._ready.is_set():
            try:
                async with asyncio.timeout(self._most):
                    await self._ready.wait()
            except TimeoutError:
                return
