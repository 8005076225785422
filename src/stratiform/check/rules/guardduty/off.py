"""A detector that is off."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A GuardDuty detector is turned off",
    why="Nobody looks for stolen credentials and machines that attack others.",
    fix="Set Enable to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/guardduty-controls.html#guardduty-1",
    types=("AWS::GuardDuty::Detector",),
    faults=must_be_true("Enable", "Enable is {value}."),
    references=References(security_hub=("GuardDuty.1",)),
)
