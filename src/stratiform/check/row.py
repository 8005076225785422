"""One constraint of a matrix and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stratiform.assembly.graph import Address

Verdict = Literal["PASS", "FAIL", "NOT-APPLICABLE"]


@dataclass(frozen=True)
class Row:
    """The answer to one constraint. ``evidence`` are the resources that fail it, else those that meet it."""

    id: str
    title: str
    verdict: Verdict
    evidence: tuple[Address, ...]
    says: str
    group: str | None = None
