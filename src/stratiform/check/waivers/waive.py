"""Waivers meet findings."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from stratiform.assembly.graph import Address
from stratiform.check.finding import Finding, Waiver
from stratiform.check.rule import Pillar, Severity
from stratiform.check.waivers.declared import Declared
from stratiform.check.waivers.suppressions import Suppression

EXPIRED = "waiver-expired"


def waived(
    findings: Iterable[Finding],
    declared: Sequence[Declared],
    suppressions: Iterable[Suppression],
    today: datetime.date,
) -> tuple[list[Finding], list[str]]:
    """The findings with their waivers, one more for each expired waiver, and a note for each useless one."""
    living = [waiver for waiver in declared if waiver.expires >= today]
    useful: set[Declared] = set()
    found = list(findings)
    for number, finding in enumerate(found):
        if waiver := next((one for one in living if one.matches(finding)), None):
            useful.add(waiver)
            accepted = Waiver(waiver.reason, waiver.owner, waiver.expires.isoformat(), waiver.origin)
            found[number] = replace(finding, waiver=accepted)
    found = _suppressed(found, suppressions)
    notes = [
        f"The waiver of {one.rule} for {one.path} matches no finding ({one.origin})"
        for one in living
        if one not in useful
    ]
    return [*found, *_expired(declared, today)], notes


def _expired(declared: Iterable[Declared], today: datetime.date) -> Iterator[Finding]:
    for one in declared:
        if one.expires < today:
            yield Finding(
                rule=EXPIRED,
                title="Expired waiver",
                pillar=Pillar.OPERATIONS,
                severity=Severity.MEDIUM,
                says=f"{one.owner}'s waiver of {one.rule} for {one.path} expired on {one.expires}",
                fix="Mend the fault, or decide anew and write a later day.",
                path=one.path,
                origin=one.origin,
            )


def _suppressed(findings: list[Finding], suppressions: Iterable[Suppression]) -> list[Finding]:
    reasons = {(one.address, one.checker, one.id): one.reason for one in suppressions}
    if not reasons:
        return findings
    return [one if one.waiver else replace(one, waiver=_reason(one, reasons)) for one in findings]


def _reason(finding: Finding, reasons: Mapping[tuple[Address, str, str], str]) -> Waiver | None:
    known = finding.references
    for checker, ids in (
        ("cdk_nag", known.cdk_nag),
        ("cfn_nag", known.cfn_nag),
        ("checkov", known.checkov),
        ("guard", known.guard),
    ):
        for id_ in (*ids, *_foreign(finding)):
            if finding.address and (reason := reasons.get((finding.address, checker, id_))):
                return Waiver(f"{checker} {id_}: {reason}")
    return None


def _foreign(finding: Finding) -> Iterator[str]:
    """The ids of other engines, without the engine."""
    for id_ in (finding.rule, *finding.also):
        if ":" in id_:
            yield id_.partition(":")[2]
