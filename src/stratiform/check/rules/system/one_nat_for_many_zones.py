"""Production whose zones all leave through the NAT gateway of one of them."""

from __future__ import annotations

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.properties import value
from stratiform.assembly.routes import Exit, way_out
from stratiform.check.environments import is_production
from stratiform.check.placement import SUBNET
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _gateways(vpc: Resource, graph: Graph) -> tuple[dict[Address, None], set[str], list[Address]]:
    """The NAT gateways used, the zones that use one, and their subnets."""
    gateways: dict[Address, None] = {}
    zones: set[str] = set()
    subnets: list[Address] = []
    for subnet in sources(graph, vpc, SUBNET, "VpcId"):
        if way := way_out(graph, subnet, Exit.NAT):
            gateways |= dict.fromkeys(way.proof[1:])
            zones.add(str(value(subnet, "AvailabilityZone")))
            subnets.append(subnet.address)
    return gateways, zones, subnets


def _applies(vpc: Resource, graph: Graph) -> bool:
    return is_production(vpc, graph) and len(_gateways(vpc, graph)[1]) > 1


def _faults(vpc: Resource, graph: Graph) -> Fault | None:
    gateways, zones, subnets = _gateways(vpc, graph)
    if len(gateways) != 1:
        return None
    return Fault(
        f"The private subnets of {len(zones)} zones leave through one NAT gateway.",
        evidence=(*gateways, *subnets),
    )


RULE = Rule(
    title="The zones of production share one NAT gateway",
    why="When the gateway's zone fails, the other zones lose the internet and the AWS APIs too.",
    fix="Make a NAT gateway in each zone and route each zone's private subnets to its own.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
    types=("AWS::EC2::VPC",),
    applies=_applies,
    faults=_faults,
)
