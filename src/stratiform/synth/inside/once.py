"""Runs the app once, in a process of its own."""

from __future__ import annotations

import json
from pathlib import Path

from .program import outcome


def main(arguments: list[str], _: frozenset[str]) -> int:
    """``REPORT script.py|-m module [arguments]``: run the program, and write to REPORT how it ended."""
    report, *rest = arguments
    size = 2 if rest[0] == "-m" else 1
    ended = outcome(rest[:size], rest[size:])
    Path(report).write_text(json.dumps(ended))
    code: int = ended["code"]
    return code
