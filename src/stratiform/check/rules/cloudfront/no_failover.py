"""A distribution whose origin has no stand-in."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import number, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_PATH = "DistributionConfig.OriginGroups"


def _faults(distribution: Resource, graph: Graph) -> Fault | None:
    groups = value(distribution, _PATH)
    quantity = number(value(distribution, f"{_PATH}.Quantity"))
    if groups is None or quantity == 0:
        return Fault("OriginGroups is absent.", at=_PATH)
    return None


RULE = Rule(
    title="A distribution has no origin to fail over to",
    why="When the origin fails, users get its errors for all that is not in the cache.",
    fix="Add an origin group with a second origin, and name the group as the target.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-4",
    types=("AWS::CloudFront::Distribution",),
    faults=_faults,
    references=References(security_hub=("CloudFront.4",), guard=("CLOUDFRONT_ORIGIN_FAILOVER_ENABLED",)),
)
