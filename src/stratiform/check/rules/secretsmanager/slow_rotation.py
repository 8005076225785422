"""A secret that is rotated less than every ninety days."""

from __future__ import annotations

from stratiform.assembly.properties import number
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must

RULE = Rule(
    title="A secret is rotated too seldom",
    why="Whoever has seen it can use it for the rest of that time.",
    fix="Set AutomaticallyAfterDays to 90 or less.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html#secretsmanager-4",
    types=("AWS::SecretsManager::RotationSchedule",),
    faults=must(
        "RotationRules.AutomaticallyAfterDays",
        "AutomaticallyAfterDays is {value}.",
        lambda found: (number(found) or 0) <= 90,
    ),
    references=References(security_hub=("SecretsManager.4",)),
)
