"""Keeps the application's files as configurations and secrets are."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import suppress

import aiohttp

from stratiform.agent import hooks
from stratiform.agent.appconfig.store import Configurations
from stratiform.agent.files import publish
from stratiform.agent.outputs import Outputs, Part
from stratiform.agent.secrets.secret import Wanted
from stratiform.agent.secrets.store import Secrets

_log = logging.getLogger(__name__)
_SETTLE = 0.02  # seconds in which changes that come together are written together
_AGAIN = 5.0  # seconds after which files are tried again that could not be written


class Publisher:
    """Writes all files at once, after each change of one of them."""

    def __init__(
        self,
        outputs: Outputs,
        secrets: Secrets,
        configurations: Configurations,
        http: aiohttp.ClientSession,
    ) -> None:
        self._outputs = outputs
        self._secrets = secrets
        self._configurations = configurations
        self._http = http
        self._changed = asyncio.Event()
        self._written: dict[str, bytes] = {}

    def changed(self) -> None:
        """Something that may be in a file has a new version."""
        self._changed.set()

    async def write(self) -> bool:
        """Write the files; whether anything in them is new. Raises ServiceError, Unreachable and OSError."""
        found = {name: await self._content(part) for name, part in self._outputs.files.items()}
        if self._outputs.folder is None or found == self._written:
            return False
        publish(self._outputs.folder, found, self._outputs.mode)
        self._written = found
        return True

    async def forever(self) -> None:
        """Write after each change, and call the hook, until cancelled."""
        while True:
            await self._changed.wait()
            await asyncio.sleep(_SETTLE)
            self._changed.clear()
            try:
                if await self.write():
                    await hooks.call(self._outputs.hook, self._http)
            except Exception as error:  # also a secret that is no JSON, until it is again
                _log.warning("the files were not renewed: %s", type(error).__name__)
                with suppress(TimeoutError):
                    async with asyncio.timeout(_AGAIN):
                        await self._changed.wait()
                self._changed.set()

    async def _content(self, part: Part) -> bytes:
        if part.profile is not None:
            return (await self._configurations.get(part.profile)).content
        secret = (await self._secrets.get(part.secret or "", Wanted())).secret
        if part.key is None:
            return (secret.text or secret.binary or "").encode()
        return str(json.loads(secret.text or "{}").get(part.key, "")).encode()
