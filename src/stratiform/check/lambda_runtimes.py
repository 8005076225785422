"""When AWS deprecates each runtime of Lambda, as its documentation says on the day the data was taken.

The day is part of the data, so that the same template gets the same findings every day.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any


def deprecated_since(runtime: str) -> str | None:
    """Since when (ISO date) ``runtime`` gets no security updates; None while it does, or where unknown."""
    known = _data()
    date: str | None = known["deprecated"].get(runtime)
    return date if date is not None and date <= known["as_of"] else None


@cache
def _data() -> Any:
    return json.loads(Path(__file__).with_suffix(".json").read_text())
