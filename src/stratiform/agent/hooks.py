"""Tells the application that its files changed: by a request, a command or a signal."""

from __future__ import annotations

import asyncio
import logging
import os
import shlex
import signal
from pathlib import Path

import aiohttp

from stratiform.agent.outputs import Hook

_log = logging.getLogger(__name__)
_SECONDS = 10.0


async def call(hook: Hook, http: aiohttp.ClientSession) -> None:
    """Do what ``hook`` says. What fails is logged: the files are there either way."""
    try:
        async with asyncio.timeout(_SECONDS):
            if hook.url is not None:
                async with http.post(hook.url) as answer:
                    await answer.read()
            if hook.command is not None:
                await _run(hook.command)
            if hook.signal is not None:
                name, _, file = hook.signal.partition(":")
                number = signal.Signals[f"SIG{name.upper().removeprefix('SIG')}"]
                os.kill(_process(Path(file).read_text()), number)
    except (OSError, ValueError, KeyError, TimeoutError, aiohttp.ClientError) as error:
        _log.warning("the hook failed: %s", type(error).__name__)


async def _run(command: str) -> None:
    process = await asyncio.create_subprocess_exec(*shlex.split(command))
    try:
        await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def _process(text: str) -> int:
    """Raises ValueError for what is no process: 0 and less mean many."""
    number = int(text)
    if number <= 0:
        raise ValueError("no process")
    return number
