"""Every assertion there is, by name; a new file here is a new assertion."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from stratiform.check.assertion import Assertion


@cache
def assertions() -> Mapping[str, Assertion]:
    """The assertions by name, in the order of their names."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name: importlib.import_module(f"{__name__}.{name}").ASSERTION for name in names}
