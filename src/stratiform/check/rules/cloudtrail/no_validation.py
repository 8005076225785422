"""A trail whose files can be changed without a trace."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A trail does not validate its files",
    why="An attacker removes the lines about himself, and nobody can tell.",
    fix="Set EnableLogFileValidation to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-4",
    types=("AWS::CloudTrail::Trail",),
    faults=must_be_true("EnableLogFileValidation", "EnableLogFileValidation is {value}."),
    references=References(
        security_hub=("CloudTrail.4",),
        checkov=("CKV_AWS_36",),
        guard=("CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED",),
    ),
)
