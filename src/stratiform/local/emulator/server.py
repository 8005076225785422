"""MiniStack's application behind our listening socket."""

from __future__ import annotations

import asyncio
import logging
import signal

from hypercorn.asyncio import serve as hypercorn_serve
from hypercorn.config import Config

from stratiform.local.emulator import private

_SECONDS_TO_FINISH = 5.0


async def serve(descriptor: int) -> None:
    """Answer on the socket ``descriptor`` until SIGTERM or SIGINT; then save the state and return.

    Clients that keep their connections open cannot hold up the end.
    """
    config = Config()
    config.bind = [f"fd://{descriptor}"]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 1
    config.loglevel = "WARNING"
    logging.getLogger("hypercorn.access").disabled = True
    stopping = asyncio.Event()
    for signal_ in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(signal_, stopping.set)
    application = private.get("app", "app")
    serving = asyncio.create_task(hypercorn_serve(application, config, shutdown_trigger=stopping.wait))
    asked = asyncio.create_task(stopping.wait())
    await asyncio.wait({serving, asked}, return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    finished, _ = await asyncio.wait({serving}, timeout=_SECONDS_TO_FINISH)
    if finished:
        serving.result()
    else:
        private.get("app", "save_all")(private.get("app", "_build_persistence_save_dict")())
