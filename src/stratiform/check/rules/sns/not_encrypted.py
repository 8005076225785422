"""A topic whose messages are not encrypted with a key."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="A topic is not encrypted with a KMS key",
    why="Messages that wait for delivery are not protected by a key whose use is granted and logged.",
    fix=(
        "Set KmsMasterKeyId; alias/aws/sns serves publishers of the same account, services need a key "
        "of your own."
    ),
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/sns-controls.html#sns-1",
    types=("AWS::SNS::Topic",),
    faults=must_be_set(
        "KmsMasterKeyId", "KmsMasterKeyId is {value}: waiting messages are not encrypted with a key."
    ),
    references=References(
        security_hub=("SNS.1",),
        cdk_nag=("AwsSolutions-SNS2",),
        checkov=("CKV_AWS_26",),
        cfn_nag=("W47",),
        guard=("SNS_ENCRYPTED_KMS",),
    ),
)
