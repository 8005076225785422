"""What the internet reaches directly, and how far one gets from there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stratiform.assembly.gates import Gate, ingress
from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.links import sources, targets
from stratiform.assembly.once import once
from stratiform.assembly.properties import is_true, items, value
from stratiform.assembly.routes import Exit, network_of, way_out
from stratiform.check.datastores import port
from stratiform.check.placement import groups_of, members, subnets_of
from stratiform.check.traffic import lets_out, overlap

HOSTS = ("AWS::EC2::Instance", "AWS::AutoScaling::AutoScalingGroup", "AWS::ECS::Service")


@dataclass(frozen=True)
class Path:
    """A way from the internet: the resources in the order a packet meets them, the last one reached."""

    steps: tuple[Address, ...]

    def __str__(self) -> str:
        return " -> ".join(["the internet", *(step.logical_id for step in self.steps)])


@once
def open_hosts(graph: Graph) -> Mapping[Address, Path]:
    """Everything that runs code, has a public address and a security group open to every address."""
    found: dict[Address, Path] = {}
    for host in graph.of_type(*HOSTS):
        door = entrance(graph, host)
        if door is not None and has_public_address(graph, host):
            found[host.address] = door
    return found


def entrance(graph: Graph, resource: Resource, listens: int | None = None) -> Path | None:
    """The way in through a public subnet and a group open to every address, if there is one.

    With ``listens``, to that port.
    """
    for subnet in subnets_of(graph, resource):
        way = way_out(graph, subnet, Exit.INTERNET)
        for group in groups_of(graph, resource) if way else ():
            for gate in ingress(graph).get(group.address, ()):
                if way and gate.rule.is_to_world and gate.has(listens):
                    return Path((*reversed(way.proof), subnet.address, *gate.steps, resource.address))
    return None


def has_public_address(graph: Graph, host: Resource) -> bool:
    """Whether instances or tasks get an address of the internet, by their own word or their subnets'."""
    if host.type == "AWS::ECS::Service":
        return bool(value(host, "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp") == "ENABLED")
    if any(
        True
        for type_ in ("AWS::EC2::EIP", "AWS::EC2::EIPAssociation")
        for _ in sources(graph, host, type_, "InstanceId")
    ):
        return True
    own = [one for one in _address_settings(graph, host) if one is not None]
    if own:
        return any(is_true(one) for one in own)
    subnets = subnets_of(graph, host)
    return any(is_true(value(subnet, "MapPublicIpOnLaunch")) for subnet in subnets)


def path_to(graph: Graph, database: Resource) -> Path | None:
    """The shortest way from the internet to ``database`` over hosts that the internet reaches directly."""
    listens = port(database)
    reached = dict(open_hosts(graph))
    edge = list(reached)
    while edge:
        further: list[Address] = []
        for host in edge:
            for gate in _from(graph, graph.resources[host], database, listens):
                return Path((*reached[host].steps, *gate.steps, database.address))
            for gate, member in _beyond(graph, graph.resources[host]):
                if member.address not in reached:
                    reached[member.address] = Path((*reached[host].steps, *gate.steps, member.address))
                    further.append(member.address)
        edge = further
    return None


def _from(graph: Graph, host: Resource, target: Resource, listens: int | None) -> Iterator[Gate]:
    """The rules by which ``host`` may connect to the port of ``target``."""
    own = groups_of(graph, host)
    for group in groups_of(graph, target):
        for gate in ingress(graph).get(group.address, ()):
            if (
                gate.has(listens)
                and _lets_in(graph, gate, host, own)
                and any(lets_out(graph, mine.address, group.address, listens) for mine in own)
            ):
                yield gate


def _beyond(graph: Graph, host: Resource) -> Iterator[tuple[Gate, Resource]]:
    """Other hosts that ``host`` may connect to on any port."""
    for group, having in members(graph).items():
        for member in having:
            if member.type in HOSTS and member.address != host.address:
                for gate in _from(graph, host, member, None):
                    if gate.group == group:
                        yield gate, member


def _lets_in(graph: Graph, gate: Gate, host: Resource, own: tuple[Resource, ...]) -> bool:
    if gate.peer is not None:
        return gate.peer in {group.address for group in own}
    subnets = subnets_of(graph, host)
    if gate.network is not None:
        return any((vpc := network_of(graph, one)) and vpc.address == gate.network for one in subnets)
    if gate.rule.is_to_world:
        return True
    return any(overlap(gate.cidr, value(subnet, "CidrBlock")) for subnet in subnets)


def _address_settings(graph: Graph, host: Resource) -> Iterator[object]:
    for holder in (
        host,
        *targets(
            graph, host, "LaunchConfigurationName", "LaunchTemplate", "MixedInstancesPolicy.LaunchTemplate"
        ),
    ):
        yield value(holder, "AssociatePublicIpAddress")
        for path in ("NetworkInterfaces", "LaunchTemplateData.NetworkInterfaces"):
            for interface in items(value(holder, path)):
                yield value(interface, "AssociatePublicIpAddress") if isinstance(interface, Mapping) else None
