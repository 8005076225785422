"""When AWS ended the standard support of database engines, as of the day the data was taken."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any


def ended(engine: str, version: str) -> str | None:
    """When (ISO date) the standard support of ``version``, e.g. ``8.0.28``, ended; None while it lasts."""
    majors: dict[str, str] = _data()["ended"].get(engine, {})
    return next((date for major, date in majors.items() if f"{version}.".startswith(f"{major}.")), None)


@cache
def _data() -> Any:
    return json.loads(Path(__file__).with_suffix(".json").read_text())
