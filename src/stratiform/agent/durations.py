"""Durations as AppConfig Agent writes them: ``45``, ``45s``, ``3000ms``, ``5m``, ``1h``."""

from __future__ import annotations

import re

_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
_SHAPE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(ms|s|m|h)?\s*\Z")


def seconds(text: str, unit: str = "s") -> float:
    """``text`` in seconds; a bare number is in ``unit``. Raises ValueError for anything else."""
    match = _SHAPE.match(text)
    if match is None:
        raise ValueError(f"{text!r} is no duration like 45, 45s, 3000ms, 5m or 1h")
    return float(match[1]) * _SECONDS[match[2] or unit]
