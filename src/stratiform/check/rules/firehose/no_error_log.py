"""A delivery stream whose failures are not logged."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.rule import Fault, Pillar, Rule, Severity
from stratiform.check.shapes import must_be_true


def _faults(stream: Resource, graph: Graph) -> Fault | None:
    for name in stream.properties:
        if name.endswith("DestinationConfiguration"):
            at = f"{name}.CloudWatchLoggingOptions.Enabled"
            return must_be_true(at, "CloudWatchLoggingOptions.Enabled is {value}: failures leave no trace.")(
                stream, graph
            )
    return None


RULE = Rule(
    title="Failed deliveries are not logged",
    why="Records that cannot be delivered go to the error prefix and nobody learns why.",
    fix="Set CloudWatchLoggingOptions.Enabled to true in the destination.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-logs.html",
    types=("AWS::KinesisFirehose::DeliveryStream",),
    faults=_faults,
)
