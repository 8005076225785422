"""``python -m stratiform.local.engine FOLDER LEASE``: the engine whose state is FOLDER, until SIGTERM."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from pathlib import Path

from stratiform.local.engine import server
from stratiform.local.engine.record import Record
from stratiform.local.lease import held
from stratiform.local.lock import taken


def main(folder: Path, lease: int) -> int:
    """Serve; the exit code."""
    held(lease)
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)
    logging.raiseExceptions = False  # a full disk takes the log first
    os.chdir(folder)
    os.umask(0o077)
    if not taken(folder / "engine.lock", wait=False):
        print("Another engine of this app is running; this one waits for its end.", file=sys.stderr)
        taken(folder / "engine.lock")
    asyncio.run(server.serve(folder, lambda: Record.of_this_process().write(folder)))
    Record.remove(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), int(sys.argv[2])))
