"""An interface endpoint in one zone."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.properties import is_unknown, value
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _faults(endpoint: Resource, graph: Graph) -> Fault | None:
    found = value(endpoint, "SubnetIds")
    if not isinstance(found, list) or len(found) != 1:
        return None
    # An import or a split may stand for several subnets.
    if is_unknown(found[0]) and not {"Ref", "Fn::GetAtt", "Fn::Select"} & set(found[0]):
        return None
    return Fault("SubnetIds has one member.", at="SubnetIds")


RULE = Rule(
    title="An interface endpoint stands in one zone",
    why=(
        "When the zone fails, nothing in the network reaches the service, however many zones the "
        "workloads stand in."
    ),
    fix="Give SubnetIds a subnet in each zone that has workloads.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
    types=("AWS::EC2::VPCEndpoint",),
    faults=_faults,
    applies=lambda endpoint, graph: value(endpoint, "VpcEndpointType") in ("Interface",),
)
