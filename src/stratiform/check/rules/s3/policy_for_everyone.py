"""A bucket policy that lets everybody in."""

from __future__ import annotations

from stratiform.check.policy_shapes import not_for_everyone
from stratiform.check.rule import Pillar, References, Rule, Severity

RULE = Rule(
    title="A bucket policy lets everybody in",
    why="Anyone on the internet can do what the statement allows.",
    fix="Name the principals, or serve public files through CloudFront with origin access control.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-2",
    types=("AWS::S3::BucketPolicy",),
    faults=not_for_everyone("PolicyDocument"),
    references=References(
        security_hub=("S3.2", "S3.3"), cfn_nag=("F16",), guard=("S3_BUCKET_POLICY_NO_WILDCARD_PRINCIPAL",)
    ),
)
