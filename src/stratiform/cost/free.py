"""Types that AWS does not charge for, or charges elsewhere, with the reason: free.json, by pattern."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path


def reason(type_: str) -> str | None:
    """Why nothing is charged for a type; None where something is, or where nobody knows."""
    patterns = _patterns()
    if type_ in patterns:
        return patterns[type_]
    return next((why for pattern, why in patterns.items() if fnmatchcase(type_, pattern)), None)


@cache
def _patterns() -> Mapping[str, str]:
    reasons: Mapping[str, list[str]] = json.loads(Path(__file__).with_name("free.json").read_text())
    return {pattern: why for why, patterns in reasons.items() for pattern in patterns}
