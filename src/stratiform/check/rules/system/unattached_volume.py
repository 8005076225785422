"""A volume or an address that is paid for and that no instance has."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import told
from stratiform.assembly.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    if value(resource, "InstanceId") is not None or resource.address in told(graph):
        return None
    if any(edge.at != "DependsOn" for edge in graph.into(resource.address)):
        return None
    return Fault("Nothing has it, and it is paid for by the hour.")


RULE = Rule(
    title="Nothing has a volume or an address",
    why="Both are paid for from when they are made, used or not.",
    fix="Attach it, or delete it (a volume after a snapshot).",
    pillar=Pillar.COST,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-12",
    types=("AWS::EC2::Volume", "AWS::EC2::EIP"),
    faults=_faults,
    references=References(security_hub=("EC2.12",)),
)
