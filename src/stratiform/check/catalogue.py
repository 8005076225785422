"""Every rule there is, by id."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from stratiform.check import rules
from stratiform.check.rule import Rule


@cache
def catalogue() -> Mapping[str, Rule]:
    """Rules by id, in the order of their ids; a new file under ``rules/`` is a new rule."""
    found: dict[str, Rule] = {}
    for service in pkgutil.iter_modules(rules.__path__):
        package = importlib.import_module(f"{rules.__name__}.{service.name}")
        for module in pkgutil.iter_modules(package.__path__):
            rule = importlib.import_module(f"{package.__name__}.{module.name}").RULE
            found[f"{service.name}-{module.name}".replace("_", "-")] = rule
    return dict(sorted(found.items()))
