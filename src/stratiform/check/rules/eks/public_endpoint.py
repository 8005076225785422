"""A cluster whose API the internet reaches."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_false

RULE = Rule(
    title="The API of a cluster is public",
    why=(
        "Whoever gets a credential controls the cluster from anywhere, and faults of the API are open to all."
    ),
    fix="Set ResourcesVpcConfig.EndpointPublicAccess to false and EndpointPrivateAccess to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/eks-controls.html#eks-1",
    types=("AWS::EKS::Cluster",),
    faults=must_be_false(
        "ResourcesVpcConfig.EndpointPublicAccess", "EndpointPublicAccess is {value}.", default=True
    ),
    references=References(
        security_hub=("EKS.1",), cdk_nag=("AwsSolutions-EKS1",), guard=("EKS_ENDPOINT_NO_PUBLIC_ACCESS",)
    ),
)
