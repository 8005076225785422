"""A distribution whose requests nobody logs."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_PATH = "DistributionConfig.Logging"


def _faults(distribution: Resource, graph: Graph) -> Fault | None:
    bucket = value(distribution, f"{_PATH}.Bucket")
    if bucket not in (None, "") or any(
        sources(graph, distribution, "AWS::Logs::DeliverySource", "ResourceArn")
    ):
        return None
    return Fault("Logging is absent.", at=_PATH)


RULE = Rule(
    title="A distribution writes no access log",
    why="Nobody can tell afterwards who asked for what, or what was served from the cache.",
    fix="Set Logging.Bucket, or deliver logs with an AWS::Logs::DeliverySource.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-5",
    types=("AWS::CloudFront::Distribution",),
    faults=_faults,
    references=References(
        security_hub=("CloudFront.5",),
        cdk_nag=("AwsSolutions-CFR3",),
        checkov=("CKV_AWS_86",),
        cfn_nag=("W10",),
        guard=("CLOUDFRONT_ACCESSLOGS_ENABLED",),
    ),
)
