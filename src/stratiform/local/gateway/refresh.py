"""When the routes are read again: when told, when targets changed, and now and then in case nobody told."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError
from watchfiles import awatch

from stratiform.errors import StratiformError
from stratiform.local.cloud import Cloud
from stratiform.local.gateway import discover
from stratiform.local.gateway.routes import Routes, TargetGroup

CHANGED = "changed"
"""The file in the gateway's folder that is written when targets changed."""

LISTENERS = "listeners"
"""The one that is written when a listener was made: tasks that start next may call it."""

_TARGETS_SECONDS = 10.0
_ROUTES_SECONDS = 30.0
_SETTLE_MS = 30
_log = logging.getLogger("gateway")


@dataclass(frozen=True)
class Sink:
    """Who gets what was read."""

    routes: Callable[[Routes], Awaitable[None]]
    groups: Callable[[Mapping[str, TargetGroup]], None]


class Refresher:
    """Reads one at a time; ``folder`` is watched. What was served stays when the emulator does not answer."""

    def __init__(self, cloud: Cloud, sink: Sink, folder: Path) -> None:
        self._cloud, self._sink, self._folder = cloud, sink, folder
        self._lock = asyncio.Lock()
        self._routes = Routes()
        self._failing = False

    async def refresh(self) -> None:
        """Read and serve everything, once more than any reading that is under way."""
        async with self._lock:
            try:
                self._routes = await asyncio.to_thread(discover.routes, self._cloud)
                await self._sink.routes(self._routes)
                self._failing = False
            except (BotoCoreError, ClientError, StratiformError, OSError) as error:  # the disk may be full
                self._failed(error)

    async def refresh_targets(self) -> None:
        """Read the targets of the groups that are known."""
        async with self._lock:
            if not self._routes.groups:
                return
            try:
                groups = await asyncio.to_thread(discover.targets, self._cloud, self._routes.groups)
                self._sink.groups(groups)
            except (BotoCoreError, ClientError) as error:
                self._failed(error)

    async def run(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._watch())
            tasks.create_task(_every(_TARGETS_SECONDS, self.refresh_targets))
            tasks.create_task(_every(_ROUTES_SECONDS, self.refresh))

    async def _watch(self) -> None:
        async for changes in awatch(self._folder, step=_SETTLE_MS, recursive=False, force_polling=False):
            names = {Path(path).name for _, path in changes}
            if LISTENERS in names:
                await self.refresh()
            elif CHANGED in names:
                await self.refresh_targets()

    def _failed(self, error: Exception) -> None:
        if not self._failing:
            self._failing = True
            _log.warning("The routes could not be read: %s", error)


async def _every(seconds: float, action: Callable[[], Awaitable[None]]) -> None:
    while True:
        await asyncio.sleep(seconds)
        with contextlib.suppress(TimeoutError):
            await action()
