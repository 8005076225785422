"""The real command line in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

STRAT = Path(sys.executable).with_name("strat")


def strat(folder: Path, *arguments: str, code: int | None = 0) -> subprocess.CompletedProcess[str]:
    """Run ``strat`` in ``folder`` with a bare environment, and hold it to its exit code."""
    done = subprocess.run(
        [STRAT, *arguments],
        cwd=folder,
        env=bare(),
        capture_output=True,
        text=True,
        timeout=120,
        stdin=subprocess.DEVNULL,
    )
    assert code is None or done.returncode == code, f"exit {done.returncode}\n{done.stdout}{done.stderr}"
    ours = re.search(r'File ".*/stratiform/(?!local/emulator)', done.stdout + done.stderr)
    assert ours is None, done.stderr  # a traceback of a user's function may be shown, never one of ours
    return done


def document(folder: Path, *arguments: str) -> Any:
    """The one JSON document on stdout."""
    return json.loads(strat(folder, *arguments, "--json").stdout)


def error(folder: Path, *arguments: str, code: int) -> dict[str, str]:
    """What ``--json`` tells about an error; nothing else is on stdout."""
    done = strat(folder, *arguments, "--json", code=code)
    assert done.stdout == ""
    told: dict[str, str] = json.loads(done.stderr)["error"]
    assert told["what"]
    assert told["fix"]
    return told


def bare() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


@contextmanager
def taken_down(folder: Path, app: str = ".") -> Iterator[Path]:
    """The folder of an app that is down afterwards, whatever happened."""
    try:
        yield folder
    finally:
        strat(folder, "down", app, "--wipe", code=None)
