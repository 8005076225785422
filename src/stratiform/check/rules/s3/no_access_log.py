"""A bucket whose requests nobody logs."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import plain
from stratiform.assembly.properties import may_be, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

# A bucket that receives logs does not log itself: each log would cause another.
_RECEIVES = (
    "LoggingConfiguration.DestinationBucketName",
    "DistributionConfig.Logging.Bucket",
    "LoadBalancerAttributes.Value",
    "AccessLoggingPolicy.S3BucketName",
    "S3BucketName",
    "LogDestination",
)
_PATH = "LoggingConfiguration"


def _is_a_log(bucket: Resource, graph: Graph) -> bool:
    return may_be(value(bucket, "AccessControl"), "LogDeliveryWrite") or any(
        plain(edge.at) in _RECEIVES and graph.resources[edge.source].type != "AWS::S3::BucketPolicy"
        for edge in graph.into(bucket.address)
    )


def _faults(bucket: Resource, graph: Graph) -> Fault | None:
    if value(bucket, _PATH) not in (None, {}):
        return None
    return Fault("LoggingConfiguration is absent, so requests leave no trace.", at=_PATH)


RULE = Rule(
    title="A bucket does not log the requests it gets",
    why="Nobody can tell afterwards who read, wrote or deleted an object.",
    fix="Set LoggingConfiguration with another bucket as DestinationBucketName.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-9",
    types=("AWS::S3::Bucket",),
    faults=_faults,
    applies=lambda bucket, graph: not _is_a_log(bucket, graph),
    references=References(
        security_hub=("S3.9",),
        cdk_nag=("AwsSolutions-S1",),
        checkov=("CKV_AWS_18",),
        cfn_nag=("W35",),
        guard=("S3_BUCKET_LOGGING_ENABLED",),
    ),
)
