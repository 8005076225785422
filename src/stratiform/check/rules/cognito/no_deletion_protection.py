"""A user pool that one call deletes."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import one_of

RULE = Rule(
    title="A user pool can be deleted by a single call",
    why="All users, their passwords and their factors are gone, and there is no backup of them.",
    fix='Set DeletionProtection to "ACTIVE".',
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-deletion-protection.html",
    types=("AWS::Cognito::UserPool",),
    faults=one_of(
        "DeletionProtection",
        ("ACTIVE",),
        "DeletionProtection is {value}: one call deletes all users.",
        default="INACTIVE",
    ),
)
