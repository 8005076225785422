"""Findings: the faults of one system, each with its place, its remedy and its other names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from stratiform.assembly.graph import Address, Origin
from stratiform.check.rule import Pillar, References, Severity

OWN = "stratiform"


@dataclass(frozen=True)
class Waiver:
    """Why a finding is accepted, and by whom; ``owner`` is None where nobody is named.

    ``origin`` is the line that says so. ``expires`` is an ISO date.
    """

    reason: str
    owner: str | None = None
    expires: str | None = None
    origin: Origin | None = None


@dataclass(frozen=True)
class Finding:
    """One fault of one resource, or of the system where ``address`` is None.

    ``rule`` is the id of a rule of ours, or ``<engine>:<its own id>``. ``says`` is a sentence with the value
    seen, ``fix`` what to write. ``path`` is the construct path, ``at`` the property path, ``origin`` the
    user's own line when the assembly has traces, else the template's. ``evidence`` are the resources that
    prove it. ``also`` has the ids under which other engines reported the same fault. A finding with a
    ``waiver`` is accepted and fails nothing.
    """

    rule: str
    title: str
    pillar: Pillar
    severity: Severity
    says: str
    fix: str
    address: Address | None = None
    path: str = ""
    type: str = ""
    at: str | None = None
    origin: Origin | None = None
    evidence: tuple[Address, ...] = ()
    references: References = field(default_factory=References)
    also: tuple[str, ...] = ()
    engine: str = OWN
    waiver: Waiver | None = None


@dataclass(frozen=True)
class Findings:
    """What a check found, worst first.

    ``rules`` are the ids of the rules that ran, ``resources`` is how many were read, ``notes`` are sentences
    about what could not be examined.
    """

    findings: tuple[Finding, ...]
    rules: tuple[str, ...]
    resources: int
    notes: tuple[str, ...] = ()

    def open(self, least: Severity = Severity.LOW) -> Iterator[Finding]:
        """Every finding of at least this severity that no waiver accepts."""
        return (one for one in self.findings if one.waiver is None and one.severity >= least)


def ordered(findings: Iterator[Finding] | list[Finding]) -> tuple[Finding, ...]:
    """Worst first, then by pillar, rule and place, so that the same system always prints the same."""
    pillars = list(Pillar)
    return tuple(
        sorted(
            findings,
            key=lambda one: (
                -one.severity,
                pillars.index(one.pillar),
                one.rule,
                one.path,
                str(one.address or ""),
                one.at or "",
                one.says,
            ),
        )
    )
