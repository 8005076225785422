"""A bucket whose access control list lets everybody write."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="Everybody may write to the bucket by its access control list",
    why="Anyone on the internet can put objects into the bucket, replace them and delete them, at your cost.",
    fix="Remove AccessControl.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-3",
    types=("AWS::S3::Bucket",),
    faults=none_of(
        "AccessControl", ("PublicReadWrite",), "AccessControl is {value}, which lets everybody write."
    ),
    references=References(
        security_hub=("S3.3",),
        checkov=("CKV_AWS_57",),
        cfn_nag=("F14",),
        guard=("S3_BUCKET_NO_PUBLIC_RW_ACL",),
    ),
)
