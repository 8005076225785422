"""A distribution that answers plain HTTP."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import items, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(distribution: Resource, graph: Graph) -> Fault | None:
    default = "DistributionConfig.DefaultCacheBehavior"
    behaviors = [(default, value(distribution, default))]
    others = items(value(distribution, "DistributionConfig.CacheBehaviors"))
    behaviors += [(f"DistributionConfig.CacheBehaviors[{index}]", one) for index, one in enumerate(others)]
    for at, behavior in behaviors:
        if value(behavior or {}, "ViewerProtocolPolicy") == "allow-all":
            return Fault("ViewerProtocolPolicy is allow-all.", at=f"{at}.ViewerProtocolPolicy")
    return None


RULE = Rule(
    title="A distribution answers plain HTTP",
    why="What users send and get, passwords and sessions included, can be read and changed on the way.",
    fix="Set ViewerProtocolPolicy of every cache behavior to redirect-to-https or https-only.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-3",
    types=("AWS::CloudFront::Distribution",),
    faults=_faults,
    references=References(
        security_hub=("CloudFront.3",), checkov=("CKV_AWS_34",), guard=("CLOUDFRONT_VIEWER_POLICY_HTTPS",)
    ),
)
