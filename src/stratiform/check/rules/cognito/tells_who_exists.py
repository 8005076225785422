"""A client whose answers tell which users exist."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import one_of

RULE = Rule(
    title="Sign-in tells strangers which users exist",
    why="An attacker sorts the names that are worth an attack from those that are not.",
    fix='Set PreventUserExistenceErrors to "ENABLED".',
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html",
    types=("AWS::Cognito::UserPoolClient",),
    faults=one_of(
        "PreventUserExistenceErrors",
        ("ENABLED",),
        "PreventUserExistenceErrors is {value}: answers differ for names that exist.",
        default="LEGACY",
    ),
)
