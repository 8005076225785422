"""A container with the rights of the machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.assembly.properties import is_true
from stratiform.check.containers import TASKS, each_container
from stratiform.check.rule import Pillar, References, Rule, Severity


def _wrong(container: Mapping[str, Any]) -> str | None:
    return "is privileged." if is_true(container.get("Privileged")) else None


RULE = Rule(
    title="A container is privileged",
    why="Whoever breaks into it owns the host and every other container on it.",
    fix="Remove Privileged, and add the single Linux capabilities that are needed.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-4",
    types=TASKS,
    faults=each_container(_wrong),
    references=References(security_hub=("ECS.4",)),
)
