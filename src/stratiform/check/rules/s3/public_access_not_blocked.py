"""A bucket that a policy or an access control list can make public."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.public_access import BLOCK, not_blocked
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(bucket: Resource, graph: Graph) -> Fault | None:
    found = value(bucket, BLOCK)
    if found is None:
        # Buckets made since April 2023 block by default, but a template that is silent keeps no bucket
        # so: Control Tower's check of templates (CT.S3.PR.1) asks for the four to be written.
        return Fault(f"{BLOCK} is absent, so what the bucket has by now is left as it is.", at=BLOCK)
    missing = not_blocked(bucket)
    return Fault(f"{BLOCK} leaves out {', '.join(missing)}.", at=BLOCK) if missing else None


RULE = Rule(
    title="A bucket does not block public access",
    why="One wrong policy or access control list, now or later, opens the bucket to the internet.",
    fix=(
        "Set all four of BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls and "
        "RestrictPublicBuckets to true."
    ),
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source=(
        "https://docs.aws.amazon.com/controltower/latest/controlreference/s3-rules.html#ct-s3-pr-1-description"
    ),
    types=("AWS::S3::Bucket",),
    faults=_faults,
    references=References(
        security_hub=("S3.8",),
        cdk_nag=("AwsSolutions-S2",),
        checkov=("CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56"),
        guard=("S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED",),
    ),
)
