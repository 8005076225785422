"""A group that starts instances from a launch configuration."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_absent

RULE = Rule(
    title="A group uses a launch configuration",
    why=(
        "Launch configurations get no new features and no new instance types, and new accounts "
        "cannot make them."
    ),
    fix="Make an AWS::EC2::LaunchTemplate with the same settings and name it in LaunchTemplate.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-9",
    types=("AWS::AutoScaling::AutoScalingGroup",),
    faults=must_be_absent("LaunchConfigurationName", "LaunchConfigurationName is given."),
    references=References(security_hub=("AutoScaling.9",)),
)
