"""A cluster that measures nothing below its services."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, items, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(cluster: Resource, graph: Graph) -> Fault | None:
    for setting in items(found := value(cluster, "ClusterSettings")):
        if is_unknown(value(setting, "Name")):
            return None
        if value(setting, "Name") == "containerInsights":
            wanted = value(setting, "Value")
            if is_unknown(wanted) or wanted in ("enabled", "enhanced"):
                return None
    return None if is_unknown(found) else Fault("containerInsights is not enabled.", at="ClusterSettings")


RULE = Rule(
    title="A cluster has no Container Insights",
    why="Nobody sees which task runs out of memory or why it restarts.",
    fix="Set the cluster setting containerInsights to enabled or enhanced.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-12",
    types=("AWS::ECS::Cluster",),
    faults=_faults,
    references=References(security_hub=("ECS.12",), cdk_nag=("AwsSolutions-ECS4",), checkov=("CKV_AWS_65",)),
)
