"""A bucket whose access control list S3 refuses."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, items, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_REFUSED = ("PublicRead", "PublicReadWrite", "AuthenticatedRead", "LogDeliveryWrite", "AwsExecRead")


def _faults(bucket: Resource, graph: Graph) -> Fault | None:
    acl, rules = value(bucket, "AccessControl"), value(bucket, "OwnershipControls.Rules")
    if acl not in _REFUSED or is_unknown(rules):
        return None
    if any(value(rule, "ObjectOwnership") != "BucketOwnerEnforced" for rule in items(rules)):
        return None
    return Fault(
        f"AccessControl is {acl}, and OwnershipControls do not turn access control lists on.",
        at="AccessControl",
    )


RULE = Rule(
    title="S3 refuses the access control list of a bucket",
    why="Buckets have access control lists turned off since April 2023, so creating this one fails.",
    fix="Remove AccessControl and use a bucket policy, or set OwnershipControls to BucketOwnerPreferred.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
    types=("AWS::S3::Bucket",),
    faults=_faults,
    references=References(security_hub=("S3.12",)),
)
