"""Runs the app once, in a process of its own."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from .failure import describe
from .program import execute


def main(arguments: list[str]) -> int:
    """``REPORT script.py|-m module [arguments]``: run the program, and write REPORT when it fails."""
    report, *rest = arguments
    size = 2 if rest[0] == "-m" else 1
    try:
        execute(rest[:size], rest[size:])
    except SystemExit as end:
        return _code(end)
    except BaseException as error:
        Path(report).write_text(json.dumps(describe(error)))
        return 1
    return 0


def _code(end: SystemExit) -> int:
    if end.code is None or isinstance(end.code, int):
        return end.code or 0
    print(end.code, file=sys.stderr)
    return 1
