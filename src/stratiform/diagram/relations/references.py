"""What is left: a reference whose meaning is not known, drawn faintly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stratiform.assembly.graph import Graph, Kind
from stratiform.diagram.hosts import Hosts
from stratiform.diagram.relations.relation import Relation, Strength, between

# The line alone says that there is a reference: the legend explains it.
UNNAMED: Final = ""

# What many resources name only because it watches, encrypts or documents them, or is told by them.
_QUIET_TARGETS: Final = frozenset({"AWS::KMS::Key", "AWS::IAM::User", "AWS::IAM::Group"})
_QUIET_SOURCES: Final = frozenset(
    {
        "AWS::CloudWatch::Alarm",
        "AWS::CloudWatch::CompositeAlarm",
        "AWS::CloudWatch::Dashboard",
        "AWS::KMS::Key",
    }
)
_QUIET_PROPERTIES: Final = ("Tags", "ServiceToken", "Role", "KmsKey", "LogGroup")


def relations(graph: Graph, hosts: Hosts) -> Iterator[Relation]:
    """One faint relation for each reference from a node of its own to another."""
    for edge in graph.edges:
        source, target = graph.resources[edge.source], graph.resources[edge.target]
        if (
            edge.kind is Kind.DEPENDS_ON
            or target.type in _QUIET_TARGETS
            or source.type in _QUIET_SOURCES
            or edge.at.startswith(_QUIET_PROPERTIES)
        ):
            continue
        sources, targets = hosts.meant(edge.source), hosts.meant(edge.target)
        reason = f"{source.path}: {edge.at}"
        yield from between(sources, targets, UNNAMED, reason, Strength.REFERENCE)
