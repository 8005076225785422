"""A part of production whose subnets are all in one zone."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.datastores import DATASTORES, is_of_cluster
from stratiform.check.environments import environment, is_production
from stratiform.check.placement import FUNCTIONS, LOAD_BALANCER, subnets_of, zones_of
from stratiform.check.rule import Fault, Pillar, Rule, Severity

_WITH_RULES = ("AWS::AutoScaling::AutoScalingGroup", LOAD_BALANCER, *FUNCTIONS)


def _applies(resource: Resource, graph: Graph) -> bool:
    """Of groups, load balancers and functions, a single subnet is told by rules of their own."""
    if not is_production(resource, graph) or is_of_cluster(graph, resource):
        return False
    few = 2 if resource.type in _WITH_RULES else 1
    return zones_of(graph, resource) is not None and len(subnets_of(graph, resource)) >= few


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    zones = zones_of(graph, resource)
    if zones is None or len(zones) > 1:
        return None
    (zone,) = zones
    return Fault(
        f"It is of the environment {environment(resource, graph)} and stands in the one zone {zone}.",
        evidence=tuple(subnet.address for subnet in subnets_of(graph, resource)),
    )


RULE = Rule(
    title="A part of production stands in one zone",
    why="When the zone fails, it fails; zones are made to fail one at a time.",
    fix="Give it subnets of at least two availability zones.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html",
    types=(
        "AWS::ECS::Service",
        *_WITH_RULES,
        *DATASTORES,
    ),
    applies=_applies,
    faults=_faults,
)
