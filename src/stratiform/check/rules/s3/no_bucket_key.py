"""A bucket that asks KMS about every object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.assembly.properties import is_false, value
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import each


def _wrong(rule: Mapping[str, Any]) -> str | None:
    enabled = rule.get("BucketKeyEnabled")
    if value(rule, "ServerSideEncryptionByDefault.SSEAlgorithm") != "aws:kms" or not is_false(enabled):
        return None
    return (
        "Objects are encrypted with KMS and BucketKeyEnabled is not true, so each one costs a request to KMS."
    )


RULE = Rule(
    title="A bucket encrypts with KMS without a bucket key",
    why="Every object read or written is a request to KMS, which is paid and counts against its quota.",
    fix="Set BucketKeyEnabled to true in the same rule as the KMS key.",
    pillar=Pillar.COST,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html",
    types=("AWS::S3::Bucket",),
    faults=each("BucketEncryption.ServerSideEncryptionConfiguration", _wrong),
)
