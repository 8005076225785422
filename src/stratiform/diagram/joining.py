"""Relations become lines: one for each pair of nodes and direction, with the surest words on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from stratiform.assembly.graph import Address, Graph
from stratiform.diagram.categories import category
from stratiform.diagram.relations import Relation, Strength
from stratiform.diagram.relations.references import UNNAMED

Pair = tuple[Address | None, Address]

_TAKES: Final = frozenset({"reads", "uses", UNNAMED, "reads and writes"})
_GIVES: Final = frozenset({"triggers", "feeds", "notifies", "delivers to", "events to", "invokes", "starts"})
_CALLED: Final = {
    "AWS::SQS::Queue": "sends to",
    "AWS::SNS::Topic": "publishes to",
    "AWS::Events::EventBus": "publishes to",
    "AWS::Kinesis::Stream": "writes",
    "AWS::DynamoDB::Table": "reads and writes",
    "AWS::S3::Bucket": "reads and writes",
    "AWS::StepFunctions::StateMachine": "starts",
    "AWS::ElasticLoadBalancingV2::LoadBalancer": "calls",
}


@dataclass(frozen=True)
class Line:
    """``label`` is the surest of what is known; ``reasons`` are all of it."""

    label: str
    reasons: tuple[str, ...]
    strength: Strength

    @property
    def faint(self) -> bool:
        """Whether nothing is known but that one names the other."""
        return self.strength is Strength.REFERENCE


def joined(graph: Graph, relations: Iterable[Relation]) -> Mapping[Pair, Line]:
    """The line of each pair; a weaker or opposite reading of the same thing is left out."""
    found: dict[Pair, list[Relation]] = {}
    for relation in relations:
        found.setdefault((relation.source, relation.target), []).append(relation)
    lines = {pair: _line(graph, pair, several) for pair, several in found.items()}
    return {pair: line for pair, line in lines.items() if not _is_said_already(pair, line, lines)}


def _line(graph: Graph, pair: Pair, relations: list[Relation]) -> Line:
    source, target = (end and graph.resources[end].type for end in pair)
    surest = max(relation.strength for relation in relations)
    labels = dict.fromkeys(
        _fitting(relation.label, source or "", target or "")
        for relation in relations
        if relation.strength is surest
    )
    for vague in (UNNAMED, "uses"):
        if len(labels) > 1:
            labels.pop(vague, None)
    reasons = dict.fromkeys(relation.reason for relation in relations)
    return Line(merged(list(labels)), tuple(reasons), surest)


def _fitting(label: str, source: str, target: str) -> str:
    """An API invokes a function and does not trigger it; one that integrates with a queue sends to it."""
    if label == "triggers" and category(source) == "api":
        return "invokes"
    return _CALLED.get(target, label) if label == "invokes" and category(target) != "function" else label


def merged(labels: list[str]) -> str:
    """At most two labels, the surest first; reading and writing are one."""
    if {"reads and writes"} <= set(labels) or {"reads", "writes"} <= set(labels):
        labels = [
            "reads and writes",
            *(x for x in labels if x not in ("reads", "writes", "reads and writes")),
        ]
    if "triggers" in labels:
        labels = [label for label in labels if label != "feeds"]
    return ", ".join(labels[:2]) + (" …" if len(labels) > 2 else "")


def _is_said_already(pair: Pair, line: Line, lines: Mapping[Pair, Line]) -> bool:
    source, target = pair
    back = lines.get((target, source)) if source is not None else None
    if back is None:
        return False
    if line.label in _TAKES and any(label in _GIVES for label in back.label.split(", ")):
        return True
    return line.strength < Strength.MAY and back.strength > line.strength
