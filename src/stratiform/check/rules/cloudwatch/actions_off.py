"""An alarm whose actions are turned off."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="The actions of an alarm are turned off",
    why="It has somebody to tell and tells nobody.",
    fix="Remove ActionsEnabled, or set it to true.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-17",
    types=("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"),
    faults=must_be_true("ActionsEnabled", "ActionsEnabled is {value}: the alarm tells nobody.", default=True),
    references=References(security_hub=("CloudWatch.17",)),
)
