"""A secret whose value stands in the template."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.literals import is_literal_secret
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _faults(secret: Resource, graph: Graph) -> Fault | None:
    if is_literal_secret(value(secret, "SecretString")):
        return Fault("SecretString holds the value itself.", at="SecretString")
    return None


RULE = Rule(
    title="The value of a secret stands in the template",
    why="Everybody who can read the repository, the stack or a build log knows it.",
    fix="Use GenerateSecretString, or set the value outside the template.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html",
    types=("AWS::SecretsManager::Secret",),
    faults=_faults,
)
