"""Two rows of a matrix."""

from __future__ import annotations

from dataclasses import dataclass

from stratiform.assembly.graph import Address


@dataclass(frozen=True)
class Answer:
    id: str
    title: str
    verdict: str
    evidence: tuple[Address, ...]
    says: str
    group: str | None = None


PASSED = Answer("encrypted", "All is encrypted", "PASS", (Address("Shop", "Fine"),), "all of 1")
FAILED = Answer("traced", "All is traced", "FAIL", (Address("Shop", "Jobs"),), "Jobs is not")
ABSENT = Answer("zoned", "Two zones", "NOT-APPLICABLE", (), "there is no network")
