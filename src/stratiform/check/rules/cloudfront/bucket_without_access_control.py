"""A distribution in front of a bucket that everybody can pass by."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.origins import buckets
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(distribution: Resource, graph: Graph) -> Fault | None:
    for index, origin in buckets(distribution):
        control = origin.get("OriginAccessControlId")
        identity = value(origin, "S3OriginConfig.OriginAccessIdentity")
        if control in (None, "") and identity in (None, ""):
            return Fault(
                "The origin has no OriginAccessControlId.", at=f"DistributionConfig.Origins[{index}]"
            )
    return None


RULE = Rule(
    title="A distribution reads a bucket without origin access control",
    why="The bucket must be public to be read, so users reach it past the firewall, the cache and the log.",
    fix=(
        "Give the origin an OriginAccessControlId, and let the bucket policy allow "
        "cloudfront.amazonaws.com alone."
    ),
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-13",
    types=("AWS::CloudFront::Distribution",),
    faults=_faults,
    references=References(
        security_hub=("CloudFront.13",),
        cdk_nag=("AwsSolutions-CFR6",),
        guard=("CLOUDFRONT_ORIGIN_ACCESS_IDENTITY_ENABLED",),
    ),
)
