"""An alarm that is evaluated several times a minute."""

from __future__ import annotations

from stratiform.assembly.properties import number
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must

RULE = Rule(
    title="An alarm is evaluated several times a minute",
    why="An alarm with a period below a minute costs three times as much as one of a minute.",
    fix="Set Period to 60 or more, unless seconds decide.",
    pillar=Pillar.COST,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html",
    types=("AWS::CloudWatch::Alarm",),
    faults=must(
        "Period",
        "Period is {value} seconds: the alarm is of high resolution.",
        lambda found: (number(found) or 60) >= 60,
    ),
)
