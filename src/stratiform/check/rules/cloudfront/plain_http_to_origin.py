"""A distribution that fetches from a server over plain HTTP."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import items, value
from stratiform.check.origins import is_website
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(distribution: Resource, graph: Graph) -> Fault | None:
    behavior = value(distribution, "DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy")
    for index, origin in enumerate(items(value(distribution, "DistributionConfig.Origins"))):
        policy = value(origin, "CustomOriginConfig.OriginProtocolPolicy")
        # Website endpoints of S3 have no TLS; that they are used is for others to judge.
        if is_website(origin):
            continue
        if policy == "http-only" or (policy == "match-viewer" and behavior == "allow-all"):
            at = f"DistributionConfig.Origins[{index}].CustomOriginConfig.OriginProtocolPolicy"
            return Fault(f"OriginProtocolPolicy is {policy}.", at=at)
    return None


RULE = Rule(
    title="A distribution talks plain HTTP to its origin",
    why=(
        "Between CloudFront and the server, anybody on the way reads and changes what users were "
        "promised is encrypted."
    ),
    fix="Set OriginProtocolPolicy to https-only, or to match-viewer where viewers must use HTTPS.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-9",
    types=("AWS::CloudFront::Distribution",),
    faults=_faults,
    references=References(security_hub=("CloudFront.9",)),
)
