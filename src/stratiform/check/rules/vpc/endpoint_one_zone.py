"""An interface endpoint in one zone."""

from __future__ import annotations

from stratiform.assembly.properties import value
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_have_several

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
    faults=must_have_several("SubnetIds"),
    applies=lambda endpoint, graph: value(endpoint, "VpcEndpointType") in ("Interface",),
)
