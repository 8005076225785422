"""MiniStack's application behind our listening socket."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket

from hypercorn.asyncio import serve as hypercorn_serve
from hypercorn.config import Config

from stratiform.local.emulator import private
from stratiform.local.emulator.two_sides import is_address

_SECONDS_TO_FINISH = 5.0
_IP_FREEBIND = 15  # the bridge may be made with its first container


def _bridge() -> socket.socket | None:
    """Where real containers reach the local cloud, when the app runs in such: their bridge's own address."""
    address = os.environ.get("MINISTACK_HOST", "localhost")
    if not is_address(address):
        return None
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.IPPROTO_IP, _IP_FREEBIND, 1)
    listening.bind((address, int(os.environ["GATEWAY_PORT"])))
    listening.listen(1024)
    return listening


async def serve(descriptor: int) -> None:
    """Answer on the socket ``descriptor`` until SIGTERM or SIGINT; then save the state and return.

    Clients that keep their connections open cannot hold up the end.
    """
    config = Config()
    bridge = _bridge()
    config.bind = [f"fd://{each}" for each in (descriptor, *([bridge.detach()] if bridge else []))]
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
