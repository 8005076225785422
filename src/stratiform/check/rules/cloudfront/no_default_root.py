"""A distribution that shows what is in its origin when asked for nothing."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.origins import buckets
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_PATH = "DistributionConfig.DefaultRootObject"


def _faults(distribution: Resource, graph: Graph) -> Fault | None:
    found = value(distribution, _PATH)
    return Fault("DefaultRootObject is absent.", at=_PATH) if found in (None, "") else None


RULE = Rule(
    title="A distribution has no default root object",
    why="A request without a path shows the list of the files of a bucket, or an error.",
    fix="Set DefaultRootObject, e.g. to index.html.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-1",
    types=("AWS::CloudFront::Distribution",),
    faults=_faults,
    applies=lambda distribution, graph: bool(list(buckets(distribution))),
    references=References(
        security_hub=("CloudFront.1",), guard=("CLOUDFRONT_DEFAULT_ROOT_OBJECT_CONFIGURED",)
    ),
)
