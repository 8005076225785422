"""A cluster whose API keeps no record."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.properties import is_unknown, items, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_PATH = "Logging.ClusterLogging.EnabledTypes"


def _faults(cluster: Resource, graph: Graph) -> Fault | None:
    found = value(cluster, _PATH)
    if is_unknown(found) or any(is_unknown(one) or value(one, "Type") in ("audit",) for one in items(found)):
        return None
    return Fault("The type audit is not enabled.", at=_PATH)


RULE = Rule(
    title="A cluster writes no audit log",
    why="Nobody can tell who changed what in the cluster.",
    fix="Enable the type audit in Logging.ClusterLogging.EnabledTypes.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/eks-controls.html#eks-8",
    types=("AWS::EKS::Cluster",),
    faults=_faults,
    references=References(security_hub=("EKS.8",), cdk_nag=("AwsSolutions-EKS2",)),
)
