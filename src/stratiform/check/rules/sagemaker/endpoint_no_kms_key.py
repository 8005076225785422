"""An endpoint whose disks have no key of yours."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="An endpoint is not encrypted with a KMS key",
    why="Who may read models and data on its disks cannot be decided by a key policy.",
    fix="Set KmsKeyId.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html",
    types=("AWS::SageMaker::EndpointConfig",),
    faults=must_be_set("KmsKeyId", "KmsKeyId is {value}."),
    references=References(
        cdk_nag=("NIST.800.53.R5-SageMakerEndpointConfigurationKMSKeyConfigured",),
        guard=("SAGEMAKER_ENDPOINT_CONFIGURATION_KMS_KEY_CONFIGURED",),
    ),
)
