"""What one stack knows while its intrinsics are resolved."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


class Unknown(enum.Enum):
    """The one value that stands for: only a deployment can tell."""

    UNKNOWN = "unknown"


UNKNOWN = Unknown.UNKNOWN


@dataclass(frozen=True)
class Scope:
    """``values`` has parameters and pseudo parameters; each question answers UNKNOWN where nothing is known.

    ``condition`` answers None where a condition cannot be decided. ``attribute`` is asked with a logical id
    and an attribute's name, ``imported`` with an export's name.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    mappings: Mapping[str, Any] = field(default_factory=dict)
    condition: Callable[[str], bool | None] = lambda name: None
    attribute: Callable[[str, str], Any] = lambda logical_id, attribute: UNKNOWN
    imported: Callable[[str], Any] = lambda export: UNKNOWN
