"""A notebook or a domain whose disks have no key of yours."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="A notebook or a domain is not encrypted with a KMS key",
    why="Who may read the data on its disks cannot be decided by a key policy.",
    fix="Set KmsKeyId.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html",
    types=("AWS::SageMaker::NotebookInstance", "AWS::SageMaker::Domain"),
    faults=must_be_set("KmsKeyId", "KmsKeyId is {value}."),
    references=References(
        cdk_nag=("AwsSolutions-SM2",),
        checkov=("CKV_AWS_187",),
        cfn_nag=("W1201",),
        guard=("SAGEMAKER_NOTEBOOK_INSTANCE_KMS_KEY_CONFIGURED",),
    ),
)
