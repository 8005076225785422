"""A database proxy that accepts plain connections."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A database proxy accepts plain connections",
    why="Whoever can read the network reads queries and results.",
    fix="Set RequireTLS to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-43",
    types=("AWS::RDS::DBProxy",),
    faults=must_be_true("RequireTLS", "RequireTLS is {value}: clients may connect without encryption."),
    references=References(security_hub=("RDS.43",)),
)
