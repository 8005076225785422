"""A parsed file with the lines of its outer keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# Real templates stay below 30 levels. Every function that walks a graph may rely on this bound.
MAX_DEPTH = 128
TOO_DEEP = f"nested more than {MAX_DEPTH} levels deep"


@dataclass(frozen=True)
class Document:
    """``lines`` has the line of every key of the two outermost levels, e.g. ``("Resources", "Queue")``."""

    value: Any
    lines: Mapping[tuple[str, ...], int]


class Malformed(Exception):
    """The text is not in the format it should be; ``line`` counts from 1."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line


def is_deeper(value: Any, limit: int) -> bool:
    """Whether ``value`` is nested more than ``limit`` levels; level by level, so it never recurses itself."""
    level = [value]
    for _ in range(limit + 1):
        level = [
            inner
            for outer in level
            if isinstance(outer, (dict, list))
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return False
    return True
