"""A group with all its instances in one zone."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_have_several

RULE = Rule(
    title="A group stands in one zone",
    why="When the zone fails, all instances fail, and the group cannot start others elsewhere.",
    fix="Give VPCZoneIdentifier subnets in at least two zones.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-2",
    types=("AWS::AutoScaling::AutoScalingGroup",),
    faults=must_have_several("VPCZoneIdentifier", "AvailabilityZones"),
    references=References(security_hub=("AutoScaling.2",)),
)
