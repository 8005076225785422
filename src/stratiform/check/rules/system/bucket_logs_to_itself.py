"""A bucket that writes a log line about every log line."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import targets
from stratiform.assembly.properties import is_unknown, value
from stratiform.check.rule import Fault, Pillar, Rule, Severity

_LOGGING = "LoggingConfiguration"
_TARGET = f"{_LOGGING}.DestinationBucketName"


def _applies(bucket: Resource, graph: Graph) -> bool:
    found = value(bucket, _LOGGING)
    return found is not None and not is_unknown(found)


def _faults(bucket: Resource, graph: Graph) -> Fault | None:
    target = value(bucket, _TARGET)
    named = [one.address for one in targets(graph, bucket, _TARGET)]
    own = target is not None and target == value(bucket, "BucketName")
    # Without a destination, CloudFormation takes the bucket itself.
    if target is not None and not own and bucket.address not in named:
        return None
    return Fault("It delivers its access logs into itself.", at=_TARGET)


RULE = Rule(
    title="A bucket logs to itself",
    why="Each log object that is written makes another log entry, so logs and price grow without end.",
    fix="Set DestinationBucketName to a bucket for logs.",
    pillar=Pillar.COST,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",
    types=("AWS::S3::Bucket",),
    applies=_applies,
    faults=_faults,
)
