"""What a process that did not start said last, for the error about it."""

from __future__ import annotations

from pathlib import Path


def last_words(log: Path) -> str:
    """The last line of ``log``."""
    try:
        lines = log.read_text(errors="replace").strip().splitlines()
    except OSError:
        lines = []
    return lines[-1] if lines else "it said nothing"
