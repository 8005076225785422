"""One environment: where it is, how large, and what its things are called."""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from stratiform.settings.lines import Key
from stratiform.suggest import suggest
from stratiform.tiers import Tier


@dataclass(frozen=True, kw_only=True)
class EnvironmentSettings:
    """One environment, whole. ``suffix`` is None where the settings give none."""

    name: str
    account: str
    region: str
    zones: tuple[str, ...]
    tier: Tier
    suffix: str | None = None


class WrongDecision(ValueError):
    """An override that is no decision of a tier, or has no value that it can take. ``key`` is where."""

    def __init__(self, key: Key, text: str) -> None:
        super().__init__(text)
        self.key = key


def override(tier: Tier, decisions: Mapping[str, Any]) -> Tier:
    """``tier`` with some decisions replaced: ``{"network": {"nat_gateways": 3}}``. Raises WrongDecision."""
    if not decisions:
        return tier
    values = dataclasses.asdict(tier)
    _merge(values, decisions, ())
    try:
        return _tiers().validate_json(json.dumps(values, default=str), strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        key = tuple(str(part) for part in first["loc"][:2])
        raise WrongDecision(key, f"{'.'.join(key)} = {first['input']!r}: {first['msg']}") from None


@functools.cache
def _tiers() -> TypeAdapter[Tier]:
    return TypeAdapter(Tier)  # making one takes as long as reading all other settings


def _merge(values: dict[str, Any], decisions: Mapping[str, Any], above: Key) -> None:
    known = [name for name in values if (above, name) != ((), "name")]
    for name, value in decisions.items():
        key = (*above, name)
        if name not in known:
            near = suggest(name, known)
            raise WrongDecision(key, f"{'.'.join(key)} is no decision of a tier. {near}")
        if isinstance(values[name], dict) and isinstance(value, Mapping):
            _merge(values[name], value, key)
        else:
            values[name] = value
