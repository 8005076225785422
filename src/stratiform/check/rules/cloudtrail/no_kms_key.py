"""A trail whose files anyone who reads the bucket can read."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="A trail is not encrypted with a KMS key",
    why="Whoever may read the bucket learns what everybody does in the account.",
    fix="Set KMSKeyId.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-2",
    types=("AWS::CloudTrail::Trail",),
    faults=must_be_set("KMSKeyId", "KMSKeyId is {value}."),
    references=References(
        security_hub=("CloudTrail.2",), checkov=("CKV_AWS_35",), guard=("CLOUD_TRAIL_ENCRYPTION_ENABLED",)
    ),
)
