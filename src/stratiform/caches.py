"""Where what this user's runs keep for one another is: packages, bytecode, prices."""

from __future__ import annotations

import os
from pathlib import Path


def caches() -> Path:
    """The folder of Stratiform's caches, below XDG_CACHE_HOME or ~/.cache."""
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))  # the XDG specification ignores a relative one
    return (given if given.is_absolute() else Path.home() / ".cache") / "stratiform"
