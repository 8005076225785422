"""One node from one resource, or from several that are drawn as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.diagram.categories import category
from stratiform.diagram.facts import facts
from stratiform.diagram.network import Place
from stratiform.diagram.nouns import counted, noun
from stratiform.diagram.picture import Change, Node, Note, Remark
from stratiform.diagram.style import SEVERITIES

_ENCRYPTS: Final = re.compile("kms|encrypt|sse", re.IGNORECASE)


def node_of(
    id_: str,
    graph: Graph,
    members: Sequence[Address],
    parts: Mapping[Address, Sequence[Resource]],
    called: Mapping[Address, str],
    places: Mapping[Address, Place],
    notes: Mapping[Address, Note],
) -> Node:
    """The node of ``members`` with what is folded into them, and what is noted about all of it."""
    resources = [graph.resources[member] for member in members]
    folded = list({part.address: part for member in members for part in parts.get(member, ())}.values())
    type_ = resources[0].type
    alone = len(members) == 1
    own = [notes[one.address] for one in resources if one.address in notes]
    within = [notes[part.address] for part in folded if part.address in notes]
    costs = [
        note.cost
        for note in own
        + [notes[part.address] for part in folded if part.address in notes and _first(part, members, parts)]
        if note.cost is not None
    ]
    return Node(
        id=id_,
        name=called[members[0]] if alone else counted(noun(type_), len(members)),
        noun=noun(type_) if alone else _listed([called[member] for member in members]),
        shape=category(type_),
        facts=(
            *_facts(resources, folded, [places[m] for m in members if m in places]),
            *(_encrypts(graph, members[0]) if type_ == "AWS::KMS::Key" and alone else ()),
        ),
        members=tuple(resources),
        parts=tuple(folded),
        findings=tuple(remark for note in own + within for remark in note.findings),
        cost=sum(costs) if costs else None,
        change=_change([note.change for note in own], [note.change for note in within], len(members)),
    )


def _listed(names: Sequence[str]) -> str:
    """The names without the words that all of them begin with."""
    words = [name.split(" / ") for name in names]
    while min(map(len, words)) > 1 and len({tuple(found[:1]) for found in words}) == 1:
        words = [found[1:] for found in words]
    return ", ".join(" / ".join(found) for found in words)


def _facts(resources: Sequence[Resource], folded: Sequence[Resource], places: Sequence[Place]) -> list[str]:
    common = list(facts(resources[0]))
    for resource in resources[1:]:
        told = set(facts(resource))
        common = [fact for fact in common if fact in told]
    zones = {place.zones for place in places}
    if len(zones) == 1 and (count := zones.pop()) > 1:
        common.append(f"{count} zones")
    if any(part.type == "AWS::SQS::Queue" for part in folded):
        common.append("dead letters")
    alarms = sum(part.type == "AWS::CloudWatch::Alarm" for part in folded)
    if alarms:
        common.append("1 alarm" if alarms == 1 else f"{alarms} alarms")
    return common


def _encrypts(graph: Graph, key: Address) -> Iterator[str]:
    """A key is named by much and drawn without lines: how much it is for stands on it."""
    named = {edge.source for edge in graph.into(key) if _ENCRYPTS.search(edge.at)}
    if count := sum(not graph.resources[one].type.startswith(("AWS::IAM::", "AWS::KMS::")) for one in named):
        yield "encrypts 1 resource" if count == 1 else f"encrypts {count} resources"


def _first(part: Resource, members: Sequence[Address], parts: Mapping[Address, Sequence[Resource]]) -> bool:
    """Whether these members are the first of those that share ``part``: its cost is counted once."""
    first = next(host for host, held in parts.items() if any(one.address == part.address for one in held))
    return first in members


def _change(own: Sequence[Change | None], within: Sequence[Change | None], count: int) -> Change | None:
    """Added or removed only where all of it is; changed where any of it, or of its plumbing, is."""
    kinds = set(own) if len(own) == count else {*own, None}
    if len(kinds) == 1 and (change := kinds.pop()) is not None:
        return change
    return "changed" if kinds - {None} or any(within) else None


def remarks(node: Node) -> tuple[Remark, ...]:
    """The findings of a node, the gravest first."""
    order = {severity: number for number, severity in enumerate(SEVERITIES)}
    return tuple(sorted(node.findings, key=lambda remark: order.get(remark.severity.lower(), len(order))))
