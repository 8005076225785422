"""The launcher: ``python -m stratiform.local.emulator <descriptor of a listening socket>``.

``process`` starts it with the environment of ``environment``.
"""

from __future__ import annotations

import asyncio
import dataclasses
import os
import sys
from pathlib import Path

import psutil

from stratiform.errors import StratiformError
from stratiform.local.emulator import guardian, registry, restore
from stratiform.local.emulator.record import Record
from stratiform.local.emulator.server import serve
from stratiform.local.lock import taken
from stratiform.local.state import State


def main(descriptor: int) -> int:
    """Serve until SIGTERM or SIGINT; the exit code."""
    # Everything written from here on is its owner's alone.
    os.umask(0o077)
    folder = Path(os.environ["STRATIFORM_STATE"])
    state = State(app=folder.parent.parent, folder=folder)
    if taken(folder / "emulator.lock") is None:
        print("Another emulator of this app is running.", file=sys.stderr)
        return 3
    record = Record(
        pid=os.getpid(),
        started=psutil.Process().create_time(),
        port=int(os.environ["GATEWAY_PORT"]),
        account=os.environ["MINISTACK_ACCOUNT_ID"],
        region=os.environ["MINISTACK_REGION"],
    )
    record.write(state)
    guardian.start()
    try:
        capabilities = registry.install()
    except StratiformError as error:
        print(f"{error.what}. {error.fix}", file=sys.stderr)
        return error.exit_code
    dataclasses.replace(record, notes=restore.notes()).write(state)
    state.write("capabilities.json", capabilities.to_json())
    asyncio.new_event_loop().run_until_complete(serve(descriptor))
    return 0


if __name__ == "__main__":
    code = main(int(sys.argv[1]))
    guardian.end()
    sys.stdout.flush()
    sys.stderr.flush()
    # Threads that wait for a custom resource or a function would keep the interpreter from ending.
    os._exit(code)
