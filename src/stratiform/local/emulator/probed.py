"""Packages that MiniStack imports at its start only to learn whether they are there.

DuckDB takes 12 MB, and nearly nobody asks Athena for anything. MiniStack imports it again where it is used.
"""

from __future__ import annotations

import importlib.util
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager

_PROBED = ("duckdb",)


@contextmanager
def not_loaded() -> Iterator[None]:
    """Within, importing one of these packages succeeds as it would, and loads nothing."""
    absent = [name for name in _PROBED if name not in sys.modules and importlib.util.find_spec(name)]
    placed = {name: types.ModuleType(name) for name in absent}
    sys.modules.update(placed)
    try:
        yield
    finally:
        for name, module in placed.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
