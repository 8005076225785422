"""A trail that is off."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A trail is turned off",
    why="Nothing that happens in the account is recorded.",
    fix="Set IsLogging to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-1",
    types=("AWS::CloudTrail::Trail",),
    faults=must_be_true("IsLogging", "IsLogging is {value}."),
    references=References(security_hub=("CloudTrail.1",), guard=("CLOUD_TRAIL_ENABLED",)),
)
