"""A secret that never changes."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(secret: Resource, graph: Graph) -> Fault | None:
    schedules = [*sources(graph, secret, "AWS::SecretsManager::RotationSchedule", "SecretId")]
    # An attachment stands for its secret, and a schedule may name it in the secret's place.
    for attachment in sources(graph, secret, "AWS::SecretsManager::SecretTargetAttachment", "SecretId"):
        schedules += sources(graph, attachment, "AWS::SecretsManager::RotationSchedule", "SecretId")
    if not schedules:
        return Fault("No AWS::SecretsManager::RotationSchedule names it.")
    if all(value(schedule, "RotationRules") is None for schedule in schedules):
        return Fault("Its rotation schedule has no RotationRules, so it rotates only once.")
    return None


RULE = Rule(
    title="A secret is never rotated",
    why="Whoever has seen it once can use it for ever.",
    fix="Add an AWS::SecretsManager::RotationSchedule, or let the service manage the secret.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html#secretsmanager-1",
    types=("AWS::SecretsManager::Secret",),
    faults=_faults,
    references=References(
        security_hub=("SecretsManager.1",),
        cdk_nag=("AwsSolutions-SMG4",),
        guard=("SECRETSMANAGER_ROTATION_ENABLED_CHECK",),
    ),
)
