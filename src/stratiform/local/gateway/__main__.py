"""``python -m stratiform.local.gateway APP EMULATOR LEASE``: APP is a folder, EMULATOR is JSON."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import ssl
import sys
from functools import partial
from pathlib import Path
from typing import Any

import uvloop

from stratiform.errors import StratiformError
from stratiform.local.birth import birth
from stratiform.local.cloud import Cloud
from stratiform.local.engine.address import folder_of
from stratiform.local.gateway import emulated, ports, snapshot
from stratiform.local.gateway.addresses import Addresses
from stratiform.local.gateway.client import Client
from stratiform.local.gateway.control import Control
from stratiform.local.gateway.gateway import Gateway
from stratiform.local.gateway.record import FOLDER, Record
from stratiform.local.gateway.refresh import Refresher, Sink
from stratiform.local.gateway.shared import Shared
from stratiform.local.lease import held
from stratiform.local.state import State
from stratiform.local.target import Target

_HOST = "127.0.0.1"


async def _main(app: Path, emulator: dict[str, Any]) -> None:
    state = State.of(app)
    address = (_HOST, int(emulator["port"]))
    cloud = Cloud(f"http://{address[0]}:{address[1]}", Target(emulator["account"], emulator["region"]))
    shared = Shared(partial(emulated.invoke, cloud))
    addresses = Addresses(folder_of(state))
    gateway = Gateway(state, shared, addresses, address, partial(emulated.fetch, *address))
    refresher = Refresher(cloud, Sink(gateway.apply, gateway.apply_groups), state.subfolder(FOLDER))
    await refresher.refresh()

    def told() -> dict[str, Any]:
        taken = snapshot.take(gateway.urls(), shared.groups, shared.metrics, gateway.connections())
        return taken.as_json()

    control = Control(told, refresher.refresh)
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(_without_handshakes)
    listening = ports.listen(state, "control")
    clients: set[Client] = set()
    server = await loop.create_server(lambda: Client(control, clients), sock=listening)
    Record(os.getpid(), birth(os.getpid()), listening.getsockname()[1]).write(state)

    running = asyncio.create_task(refresher.run())
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, running.cancel)
    try:
        await running
    except asyncio.CancelledError:
        server.close()
        await gateway.close()
        cloud.close()


def _without_handshakes(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """A client that does not trust the certificate is no event: browsers come again and again."""
    if not isinstance(context.get("exception"), ssl.SSLError):
        loop.default_exception_handler(context)


def main() -> int:
    """The exit code. An error is one line on stderr, which is the log."""
    held(int(sys.argv[3]))
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.WARNING)
    try:
        uvloop.run(_main(Path(sys.argv[1]), json.loads(sys.argv[2])))
    except StratiformError as error:
        print(f"{error.what}. {error.fix}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
