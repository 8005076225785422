"""The command that starts a container's process so that it cannot outlive the engine."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

_SCRIPT = Path(__file__).parent / "inside" / "enter.py"


def command(argv: Sequence[str], *, not_root: bool = False) -> list[str]:
    """``argv`` behind a few milliseconds of preparation; start it from this process and no other.

    The process is killed when the thread that started it ends, gains no privileges, and exits 127 or 126
    with one line on stderr when the program is missing or cannot be executed. ``not_root``, where this
    process is root: the program sees an ordinary user id, and the files of root as its own.
    """
    options = {"parent": os.getpid(), "not_root": not_root}
    return [sys.executable, "-I", "-S", str(_SCRIPT), json.dumps(options), *argv]
