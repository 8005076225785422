"""A network with NAT whose traffic to S3 or DynamoDB is paid for by the gigabyte."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.routes import Exit, route_tables_of, way_out
from stratiform.check.endpoints import gateway_services
from stratiform.check.placement import SUBNET
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _behind_nat(vpc: Resource, graph: Graph) -> Iterator[Resource]:
    for subnet in sources(graph, vpc, SUBNET, "VpcId"):
        if way_out(graph, subnet, Exit.NAT):
            yield subnet


def _applies(vpc: Resource, graph: Graph) -> bool:
    return any(True for _ in _behind_nat(vpc, graph))


def _faults(vpc: Resource, graph: Graph) -> Fault | None:
    # Images, packages and logs come from S3 in every network; DynamoDB matters where there is a table.
    wanted = {"s3"} | ({"dynamodb"} if any(graph.of_type("AWS::DynamoDB::Table")) else set())
    paying: dict[Address, None] = {}
    missing: set[str] = set()
    for subnet in _behind_nat(vpc, graph):
        for table in route_tables_of(graph, subnet):
            if lacks := wanted - gateway_services(graph, table):
                missing |= lacks
                way = way_out(graph, subnet, Exit.NAT)
                paying |= dict.fromkeys((subnet.address, *(way.proof if way else ())))
    if not missing:
        return None
    names = " and ".join(sorted(missing))
    return Fault(f"Traffic to {names} leaves through a NAT gateway.", evidence=tuple(paying))


RULE = Rule(
    title="Traffic to S3 or DynamoDB pays for a NAT gateway",
    why="NAT is paid by the gigabyte; a gateway endpoint for these two services costs nothing.",
    fix="Add an AWS::EC2::VPCEndpoint of type Gateway for the service, with the private route tables.",
    pillar=Pillar.COST,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
    types=("AWS::EC2::VPC",),
    applies=_applies,
    faults=_faults,
    references=References(),
)
