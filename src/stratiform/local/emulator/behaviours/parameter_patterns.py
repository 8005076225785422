"""AllowedPattern is a regular expression of Java; one that Python cannot read is not checked."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private

EXPLAIN = None


def _tolerating(original: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(original)
    def check(name: str, defn: dict[str, Any], ptype: str, value: str) -> None:
        pattern = defn.get("AllowedPattern")
        try:
            re.compile(str(pattern or ""))
        except re.error:
            defn = {key: item for key, item in defn.items() if key != "AllowedPattern"}
        original(name, defn, ptype, value)

    return check


def install() -> None:
    """Check what can be checked."""
    private.wrap("services.cloudformation.engine", "_check_parameter_constraints", _tolerating)
