"""A database that does not take minor versions by itself."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A database does not take minor engine versions by itself",
    why="Corrections of faults and of security holes wait until somebody remembers them.",
    fix="Leave AutoMinorVersionUpgrade out, or set it to true.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-13",
    types=("AWS::RDS::DBInstance",),
    faults=must_be_true(
        "AutoMinorVersionUpgrade",
        "AutoMinorVersionUpgrade is {value}: corrections wait for somebody to apply them.",
        default=True,
    ),
    references=References(security_hub=("RDS.13",), guard=("RDS_AUTOMATIC_MINOR_VERSION_UPGRADE_ENABLED",)),
)
