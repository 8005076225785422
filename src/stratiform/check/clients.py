"""Which workloads may connect to a data store, by what they declare and by security groups."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.datastores import port
from stratiform.check.declared import belongs_to, uses_of
from stratiform.check.placement import FUNCTIONS, groups_of, members
from stratiform.check.traffic import ingress, lets_out

WORKLOADS = (
    *FUNCTIONS,
    "AWS::ECS::Service",
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::EC2::Instance",
)


def clients(graph: Graph, store: Resource) -> tuple[Resource, ...]:
    """The workloads that declare to use ``store`` or whose security group it lets in on its port."""
    found = {
        workload.address: workload
        for workload in (graph.of_type(*WORKLOADS) if graph.uses else ())
        if any(belongs_to(store, use.resource) for use in uses_of(graph, workload))
    }
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
