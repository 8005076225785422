"""The launcher: ``python -m stratiform.local.emulator <listening socket> <its end of the lease>``.

``process`` starts it with the environment of ``environment``.
"""

from __future__ import annotations

import asyncio
import dataclasses
import os
import shutil
import sys
from pathlib import Path

from stratiform.errors import StratiformError
from stratiform.local import capabilities
from stratiform.local.birth import birth
from stratiform.local.emulator import guardian, probed, registry, restore
from stratiform.local.emulator.own_state import own_state
from stratiform.local.emulator.record import Record
from stratiform.local.emulator.server import serve
from stratiform.local.lease import held
from stratiform.local.lock import taken


def main(descriptor: int, lease: int) -> int:
    """Serve until SIGTERM or SIGINT; the exit code."""
    held(lease)
    # Everything written from here on is its owner's alone.
    os.umask(0o077)
    state = own_state()
    # One that an interrupted `up` left starting may hold it for a moment.
    taken(state.folder / "emulator.lock")
    _empty(state.folder / "tmp")
    record = Record(
        pid=os.getpid(),
        started=birth(os.getpid()),
        port=int(os.environ["GATEWAY_PORT"]),
        account=os.environ["MINISTACK_ACCOUNT_ID"],
        region=os.environ["MINISTACK_REGION"],
    )
    record.write(state)
    guardian.start()
    try:
        with probed.not_loaded():
            able = registry.install()
    except StratiformError as error:
        print(f"{error.what}. {error.fix}", file=sys.stderr)
        return error.exit_code
    dataclasses.replace(record, notes=restore.notes()).write(state)
    state.write(capabilities.FILE, able.to_json())
    asyncio.new_event_loop().run_until_complete(serve(descriptor))
    return 0


def _empty(folder: Path) -> None:
    """Remove what killed workers left. The folder stays: it is where this process runs."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


if __name__ == "__main__":
    code = main(int(sys.argv[1]), int(sys.argv[2]))
    guardian.end()
    sys.stdout.flush()
    sys.stderr.flush()
    # Threads that wait for a custom resource or a function would keep the interpreter from ending.
    os._exit(code)
