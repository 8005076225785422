"""Which VPC and which subnet tier a node stands in, and in how many zones."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from stratiform.assembly.graph import Address, Graph, Kind, Resource
from stratiform.assembly.properties import is_true, items, value
from stratiform.assembly.routes import Exit, ways
from stratiform.diagram.hosts import Hosts
from stratiform.diagram.launches import launched

# A reference from one of these does not place what it belongs to.
_NOT_PLACING = frozenset(
    {"AWS::EC2::FlowLog", "AWS::SSM::Parameter", "AWS::Lambda::Function", "AWS::Serverless::Application"}
)
_FROM_SSM = "AWS::SSM::Parameter::Value<"


class Tier(enum.Enum):
    """What a subnet's routes let through."""

    PUBLIC = "public"
    EGRESS = "private with egress"
    ISOLATED = "isolated"


@dataclass(frozen=True)
class Place:
    """``vpc`` is None outside every VPC; ``tier`` is None where the subnets differ or are not known.

    ``given`` names a VPC that is not in the graph: its id, the SSM parameter that holds it, or its export.
    """

    vpc: Address | None = None
    tier: Tier | None = None
    zones: int = 0
    given: str | None = None


def places(graph: Graph, hosts: Hosts, nodes: Iterable[Address]) -> Mapping[Address, Place]:
    """Where each of ``nodes`` stands, from the subnets that it and its parts name."""
    tiers = {subnet.address: _tier(graph, subnet) for subnet in graph.of_type("AWS::EC2::Subnet")}
    vpcs = {subnet: _vpc(graph, subnet) for subnet in tiers}
    subnets: dict[Address, dict[Address, None]] = {node: {} for node in nodes}
    inside: dict[Address, Address] = {}
    for edge in graph.edges:
        source = graph.resources[edge.source]
        if edge.kind is Kind.DEPENDS_ON or (source.type in _NOT_PLACING and not hosts.is_drawn(edge.source)):
            continue
        for host in launched(graph, edge.source) or hosts.nodes(edge.source):
            if host not in subnets:
                continue
            if edge.target in tiers and source.type != "AWS::EC2::VPCEndpoint":
                subnets[host][edge.target] = None
            elif graph.resources[edge.target].type == "AWS::EC2::VPC":
                inside.setdefault(host, edge.target)
    found = {node: _place(list(named), tiers, vpcs, inside.get(node)) for node, named in subnets.items()}
    for node, given in _given(graph, hosts):
        if node in found and found[node].vpc is None:
            found[node] = replace(found[node], given=given)
    for node, runs_on in _capacity(graph, hosts).items():
        if found[node].tier is None and runs_on in found:
            found[node] = replace(found[runs_on], zones=0)
    return found


def _place(
    named: list[Address],
    tiers: Mapping[Address, Tier],
    vpcs: Mapping[Address, Address | None],
    vpc: Address | None,
) -> Place:
    known = {tiers[subnet] for subnet in named}
    around = next((vpcs[subnet] for subnet in named if vpcs[subnet]), vpc)
    return Place(around, known.pop() if len(known) == 1 and around else None, len(named))


def _given(graph: Graph, hosts: Hosts) -> Iterator[tuple[Address, str]]:
    """The nodes in a VPC of somewhere else, known by the security groups and the like that say its id."""
    for resource in graph.resources.values():
        if name := _name_of(graph, resource):
            for node in launched(graph, resource.address) or hosts.nodes(resource.address):
                yield node, name


def _name_of(graph: Graph, resource: Resource) -> str | None:
    match resource.properties.get("VpcId"):
        case str(name) | {"Fn::ImportValue": str(name)}:
            return name
        case {"Ref": str(parameter)}:
            declared = value(graph.stacks[resource.address.stack].body, f"Parameters.{parameter}")
            if isinstance(declared, dict) and str(declared.get("Type")).startswith(_FROM_SSM):
                return str(declared.get("Default", parameter))
    return None


def _capacity(graph: Graph, hosts: Hosts) -> Mapping[Address, Address]:
    """The Auto Scaling group that a service without subnets of its own runs on."""
    found: dict[Address, Address] = {}
    for service in graph.of_type("AWS::ECS::Service"):
        for edge in graph.out_of(service.address):
            if edge.at.startswith("CapacityProviderStrategy") and hosts.is_drawn(service.address):
                for host in hosts.nodes(edge.target):
                    found.setdefault(service.address, host)
    return found


def _vpc(graph: Graph, subnet: Address) -> Address | None:
    return next(
        (e.target for e in graph.out_of(subnet) if e.at == "VpcId" and _is_vpc(graph, e.target)), None
    )


def _is_vpc(graph: Graph, address: Address) -> bool:
    return graph.resources[address].type == "AWS::EC2::VPC"


def _tier(graph: Graph, subnet: Resource) -> Tier:
    """By the default routes; without one, by what the CDK's tag or the subnet itself says."""
    exits = {way.exit for way in ways(graph)[subnet.address] if way.proof}
    if Exit.INTERNET in exits:
        return Tier.PUBLIC
    if exits:
        return Tier.EGRESS
    said = {"Key": "aws-cdk:subnet-type", "Value": "Public"} in items(subnet.properties.get("Tags"))
    return Tier.PUBLIC if said or is_true(subnet.properties.get("MapPublicIpOnLaunch")) else Tier.ISOLATED
