"""MiniStack's application behind our listening socket."""

from __future__ import annotations

import logging

from hypercorn.asyncio import serve as hypercorn_serve
from hypercorn.config import Config

from stratiform.local.emulator import private


async def serve(descriptor: int) -> None:
    """Answer on the socket ``descriptor`` until a signal asks to stop; then let MiniStack save its state."""
    config = Config()
    config.bind = [f"fd://{descriptor}"]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 1
    config.loglevel = "WARNING"
    logging.getLogger("hypercorn.access").disabled = True
    await hypercorn_serve(private.get("app", "app"), config)
