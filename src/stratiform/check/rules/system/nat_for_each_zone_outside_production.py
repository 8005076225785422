"""Several NAT gateways where an outage of one zone may be waited out."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources, targets
from stratiform.check.environments import environment, is_not_production
from stratiform.check.placement import SUBNET
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _gateways(vpc: Resource, graph: Graph) -> list[Resource]:
    return [
        gateway
        for gateway in graph.of_type("AWS::EC2::NatGateway")
        for subnet in targets(graph, gateway, "SubnetId")
        if subnet.address in {one.address for one in sources(graph, vpc, SUBNET, "VpcId")}
    ]


def _applies(vpc: Resource, graph: Graph) -> bool:
    return is_not_production(vpc, graph) and bool(_gateways(vpc, graph))


def _faults(vpc: Resource, graph: Graph) -> Fault | None:
    gateways = _gateways(vpc, graph)
    if len(gateways) < 2:
        return None
    return Fault(
        f"The environment {environment(vpc, graph)} pays for {len(gateways)} NAT gateways.",
        evidence=tuple(gateway.address for gateway in gateways),
    )


RULE = Rule(
    title="An environment other than production has a NAT gateway for each zone",
    why="Each gateway is paid by the hour, and this environment may wait until a zone is back.",
    fix="Route all private subnets to one NAT gateway there, or use VPC endpoints alone.",
    pillar=Pillar.COST,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-pricing.html",
    types=("AWS::EC2::VPC",),
    applies=_applies,
    faults=_faults,
)
