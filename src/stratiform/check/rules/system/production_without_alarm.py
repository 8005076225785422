"""A part of production that does work and that no alarm watches."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.alarms import watches
from stratiform.check.datastores import is_of_cluster
from stratiform.check.deployment import is_for_deployment
from stratiform.check.environments import environment, is_production
from stratiform.check.placement import FUNCTIONS, LOAD_BALANCER
from stratiform.check.rule import Fault, Pillar, Rule, Severity

_NAMES = {
    "AWS::Lambda::Function": "FunctionName",
    "AWS::Serverless::Function": "FunctionName",
    "AWS::ECS::Service": "ServiceName",
    "AWS::RDS::DBInstance": "DBInstanceIdentifier",
    "AWS::RDS::DBCluster": "DBClusterIdentifier",
    LOAD_BALANCER: "LoadBalancerFullName",
}


def _applies(resource: Resource, graph: Graph) -> bool:
    if is_for_deployment(graph, resource) or is_of_cluster(graph, resource):
        return False
    return is_production(resource, graph)


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    if watches(graph, resource, _NAMES[resource.type]):
        return None
    return Fault(f"It is of the environment {environment(resource, graph)} and has no alarm.")


RULE = Rule(
    title="No alarm watches a part of production",
    why="Its failure is first seen by those who depend on it.",
    fix="Add alarms on its errors and its load, with an action that tells somebody.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/ops_workload_observability_create_alerts.html",
    types=(*FUNCTIONS, "AWS::ECS::Service", "AWS::RDS::DBInstance", "AWS::RDS::DBCluster", LOAD_BALANCER),
    applies=_applies,
    faults=_faults,
)
