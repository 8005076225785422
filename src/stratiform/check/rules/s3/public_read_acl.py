"""A bucket whose access control list lets everybody read."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="Everybody may read the bucket by its access control list",
    why="Anyone on the internet, or anyone with an AWS account, can list the objects.",
    fix="Remove AccessControl, and serve public files through CloudFront with origin access control.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-2",
    types=("AWS::S3::Bucket",),
    faults=none_of(
        "AccessControl",
        ("PublicRead", "PublicReadWrite", "AuthenticatedRead"),
        "AccessControl is {value}, which lets everybody list the bucket.",
    ),
    references=References(
        security_hub=("S3.2",),
        checkov=("CKV_AWS_20",),
        cfn_nag=("W31", "F14"),
        guard=("S3_BUCKET_PUBLIC_READ_ACL",),
    ),
)
