"""A cluster whose API keeps no record."""

from __future__ import annotations

from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, items, may_be_true, value
from stratiform.check.clusters import CLUSTERS, setting, within
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _enabled(cluster: Resource) -> tuple[str, Any]:
    """The types of log that are on. The CDK's resource takes the words of the API: groups of types."""
    at, found = setting(cluster, "Logging.ClusterLogging")
    if isinstance(found, list):
        groups = [group for group in found if may_be_true(value(group, "enabled"))]
        named = [value(group, "types") for group in groups]
        return at, [one for types in named for one in ([types] if is_unknown(types) else items(types))]
    types = value(found, "EnabledTypes") if found is not None else None
    return at, types if is_unknown(types) else [within(cluster, one, "Type") for one in items(types)]


def _faults(cluster: Resource, graph: Graph) -> Fault | None:
    at, types = _enabled(cluster)
    if is_unknown(types) or "audit" in types or any(map(is_unknown, types)):
        return None
    return Fault("The type audit is not enabled.", at=at)


RULE = Rule(
    title="A cluster writes no audit log",
    why="Nobody can tell who changed what in the cluster.",
    fix="Enable the type audit in Logging.ClusterLogging.EnabledTypes.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/eks-controls.html#eks-8",
    types=CLUSTERS,
    faults=_faults,
    references=References(security_hub=("EKS.8",), cdk_nag=("AwsSolutions-EKS2",)),
)
