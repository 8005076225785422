"""Which workloads may connect to a data store, by what they declare and by security groups."""

from __future__ import annotations

from collections.abc import Mapping

from stratiform.assembly.gates import ingress
from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.once import once
from stratiform.check.datastores import DATASTORES, port
from stratiform.check.declared import belongs_to, uses_of
from stratiform.check.placement import FUNCTIONS, groups_of, members
from stratiform.check.traffic import lets_out

WORKLOADS = (
    *FUNCTIONS,
    "AWS::ECS::Service",
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::EC2::Instance",
)


def clients(graph: Graph, store: Resource) -> tuple[Resource, ...]:
    """The workloads that declare to use ``store`` or whose security group it lets in on its port."""
    return _by_store(graph).get(store.address, ())


def stores(graph: Graph, workload: Resource) -> tuple[Address, ...]:
    """The data stores that a workload is a client of."""
    return _by_workload(graph).get(workload.address, ())


@once
def _by_workload(graph: Graph) -> Mapping[Address, tuple[Address, ...]]:
    found: dict[Address, tuple[Address, ...]] = {}
    for store, talking in _by_store(graph).items():
        for workload in talking:
            found[workload.address] = (*found.get(workload.address, ()), store)
    return found


@once
def _by_store(graph: Graph) -> Mapping[Address, tuple[Resource, ...]]:
    declaring = [
        (workload, use.resource)
        for workload in (graph.of_type(*WORKLOADS) if graph.uses else ())
        for use in uses_of(graph, workload)
    ]
    return {store.address: _clients(graph, store, declaring) for store in graph.of_type(*DATASTORES)}


def _clients(graph: Graph, store: Resource, declaring: list[tuple[Resource, str]]) -> tuple[Resource, ...]:
    found = {workload.address: workload for workload, path in declaring if belongs_to(store, path)}
    listens = port(store)
    for group in groups_of(graph, store):
        for gate in ingress(graph).get(group.address, ()):
            if (
                gate.peer is not None
                and gate.has(listens)
                and lets_out(graph, gate.peer, group.address, listens)
            ):
                for member in members(graph).get(gate.peer, ()):
                    if member.type in WORKLOADS:
                        found[member.address] = member
    return tuple(found.values())
