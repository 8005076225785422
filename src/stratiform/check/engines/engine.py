"""What an engine is: a checker by others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stratiform.assembly.graph import Graph
from stratiform.check.finding import Finding


@dataclass(frozen=True)
class Report:
    """What an engine found, and sentences about what it could not look at."""

    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Engine:
    """``prefix`` starts the ids of its rules, e.g. ``validate:E3012``.

    ``run`` examines a graph; whatever it raises becomes a note.
    """

    name: str
    prefix: str
    run: Callable[[Graph], Report]
