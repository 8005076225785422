"""One fault is one finding, whoever found it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from stratiform.assembly.graph import Address, Graph
from stratiform.check.engines.same import SAME
from stratiform.check.finding import Finding
from stratiform.check.rule import Rule


def merged(
    own: Iterable[Finding], foreign: Iterable[Finding], rules: Mapping[str, Rule], graph: Graph
) -> list[Finding]:
    """``own``, each with the ids under which others found the same, then what only others found.

    Others find the same when they point, under an id that the rule refers to, at the same resource or at one
    that the property at fault names.
    """
    found = list(own)
    ours = _ours(rules)
    at: dict[tuple[Address | None, str], list[int]] = {}
    for number, finding in enumerate(found):
        for address in _about(finding, graph):
            at.setdefault((address, finding.rule), []).append(number)
    seen: dict[tuple[str, str], int] = {}
    for finding in foreign:
        id_ = _bare(finding.rule)
        twins = [number for rule in ours.get(id_, ()) for number in at.get((finding.address, rule), ())]
        first = seen.get((id_, finding.path))
        if not twins and first is not None and found[first].engine != finding.engine:
            twins = [first]
        for number in twins:
            found[number] = _with(found[number], finding)
        if not twins:
            seen.setdefault((id_, finding.path), len(found))
            found.append(finding)
    return found


def _about(finding: Finding, graph: Graph) -> Iterator[Address | None]:
    yield finding.address
    if finding.address and finding.at:
        for edge in graph.out_of(finding.address):
            if edge.at == finding.at and edge.target != finding.address:
                yield edge.target


def _with(finding: Finding, other: Finding) -> Finding:
    also = dict.fromkeys((*finding.also, other.rule))
    return replace(finding, also=tuple(also), waiver=finding.waiver or other.waiver)


def _ours(rules: Mapping[str, Rule]) -> Mapping[str, list[str]]:
    """The ids of our rules by each id that others have for the same."""
    found: dict[str, list[str]] = {}
    for id_, rule in rules.items():
        known = rule.references
        for other in (*known.cdk_nag, *known.checkov, *known.cfn_nag, *known.guard):
            found.setdefault(other, []).append(id_)
    for other, ids in SAME.items():
        found.setdefault(other, []).extend(ids)
    return found


def _bare(rule: str) -> str:
    """``AwsSolutions-IAM5`` for ``nag:AwsSolutions-IAM5[Resource::*]``."""
    return rule.partition(":")[2].partition("[")[0]
