"""A group that does not say how many instances it has."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="A group sends no metrics of itself",
    why="Nobody sees how often it scales, or that it stands at its maximum.",
    fix="Set MetricsCollection with Granularity 1Minute; the metrics are free.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html",
    types=("AWS::AutoScaling::AutoScalingGroup",),
    faults=must_be_set("MetricsCollection", "MetricsCollection is absent."),
)
