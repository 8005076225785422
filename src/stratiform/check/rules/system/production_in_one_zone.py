"""A part of production whose subnets are all in one zone."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.datastores import DATASTORES, is_of_cluster
from stratiform.check.environments import environment, is_production
from stratiform.check.placement import FUNCTIONS, LOAD_BALANCER, subnets_of, zones_of
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _applies(resource: Resource, graph: Graph) -> bool:
    known = is_production(resource, graph) and zones_of(graph, resource) is not None
    return known and not is_of_cluster(graph, resource)


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
        "AWS::AutoScaling::AutoScalingGroup",
        LOAD_BALANCER,
        *FUNCTIONS,
        *DATASTORES,
    ),
    applies=_applies,
    faults=_faults,
    references=References(security_hub=("AutoScaling.2", "ELB.13", "Lambda.5")),
)
