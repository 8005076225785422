"""A bucket that encrypts with a key S3 owns."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, items, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_PATH = "BucketEncryption.ServerSideEncryptionConfiguration"


def _faults(bucket: Resource, graph: Graph) -> Fault | None:
    rules = value(bucket, _PATH)
    if is_unknown(rules):
        return None
    for rule in items(rules):
        algorithm = value(rule, "ServerSideEncryptionByDefault.SSEAlgorithm")
        if is_unknown(algorithm) or algorithm in ("aws:kms", "aws:kms:dsse"):
            return None
    return Fault("Objects are encrypted with a key that S3 owns, not with a KMS key.", at=_PATH)


RULE = Rule(
    title="A bucket does not encrypt with a KMS key",
    why="The key that S3 owns has no policy and no trail: who may read the bucket may read its objects.",
    fix=(
        'Set ServerSideEncryptionByDefault.SSEAlgorithm to "aws:kms" where data need a key of '
        "their own, with BucketKeyEnabled to save requests to KMS."
    ),
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-17",
    types=("AWS::S3::Bucket",),
    faults=_faults,
    references=References(security_hub=("S3.17",), guard=("S3_DEFAULT_ENCRYPTION_KMS",)),
)
