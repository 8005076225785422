"""What a matrix is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Bound:
    """An assertion with its parameters."""

    name: str
    given: Mapping[str, Any]


@dataclass(frozen=True)
class Constraint:
    """One constraint: it holds where none of its rules finds a fault and all of its assertions hold.

    ``title`` is what it asks for; ``group`` the heading it stands under. With ``types``, of what its rules
    judge only these resource types count.
    """

    id: str
    title: str
    rules: tuple[str, ...] = ()
    bound: tuple[Bound, ...] = ()
    group: str | None = None
    types: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matrix:
    """``name`` is that of a built-in matrix, or of a file without its ending."""

    name: str
    title: str
    constraints: tuple[Constraint, ...]
