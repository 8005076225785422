"""Python takes a compiled module for current when its source has the same size and whole second of change."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_AMBIGUOUS = 2.0  # seconds


def forget_fresh(names: Iterable[str], began: float) -> None:
    """Remove what was compiled since ``began`` (epoch) of sources that had just changed, and may again."""
    since = began - _AMBIGUOUS
    for name in names:
        spec = getattr(sys.modules.get(name), "__spec__", None)
        if spec is None or not spec.has_location or not spec.cached:
            continue
        with suppress(OSError):
            if Path(spec.origin).stat().st_mtime > since:
                Path(spec.cached).unlink()
