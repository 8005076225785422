"""A cluster whose API the internet reaches."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_true
from stratiform.check.clusters import CLUSTERS, setting
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_PATH = "ResourcesVpcConfig.EndpointPublicAccess"


def _faults(cluster: Resource, graph: Graph) -> Fault | None:
    at, found = setting(cluster, _PATH)
    return Fault("EndpointPublicAccess is not false.", at=at) if found is None or is_true(found) else None


RULE = Rule(
    title="The API of a cluster is public",
    why=(
        "Whoever gets a credential controls the cluster from anywhere, and faults of the API are open to all."
    ),
    fix="Set ResourcesVpcConfig.EndpointPublicAccess to false and EndpointPrivateAccess to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/eks-controls.html#eks-1",
    types=CLUSTERS,
    faults=_faults,
    references=References(
        security_hub=("EKS.1",), cdk_nag=("AwsSolutions-EKS1",), guard=("EKS_ENDPOINT_NO_PUBLIC_ACCESS",)
    ),
)
