"""A lifecycle that leaves the parts of unfinished uploads."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, items, value
from stratiform.check.rule import Fault, Pillar, Rule, Severity

_PATH = "LifecycleConfiguration.Rules"


def _faults(bucket: Resource, graph: Graph) -> Fault | None:
    for rule in items(value(bucket, _PATH)):
        if is_unknown(rule) or value(rule, "AbortIncompleteMultipartUpload") is not None:
            return None
    return Fault("No lifecycle rule removes the parts of unfinished uploads.", at=_PATH)


RULE = Rule(
    title="Parts of unfinished uploads are kept for ever",
    why="A multipart upload that never ends leaves its parts, which are paid for and are in no listing.",
    fix="Add AbortIncompleteMultipartUpload with DaysAfterInitiation to a lifecycle rule.",
    pillar=Pillar.COST,
    severity=Severity.LOW,
    source=(
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html"
    ),
    types=("AWS::S3::Bucket",),
    faults=_faults,
    applies=lambda bucket, graph: bool(items(value(bucket, _PATH))),
)
