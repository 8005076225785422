"""A log group without a key of your own."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="A log group is not encrypted with a key of your own",
    why="CloudWatch encrypts it with a key of its own, whose use you can neither grant, log nor end.",
    fix=(
        "Set KmsKeyId to a key whose policy lets CloudWatch Logs use it, where policy asks for one; "
        "else waive the finding."
    ),
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
    types=("AWS::Logs::LogGroup",),
    faults=must_be_set("KmsKeyId", "KmsKeyId is {value}: the key belongs to CloudWatch."),
    references=References(
        checkov=("CKV_AWS_158",), cfn_nag=("W84",), guard=("CLOUDWATCH_LOG_GROUP_ENCRYPTED",)
    ),
)
