"""A container with AWS credentials in its environment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.assembly.properties import items, value
from stratiform.check.containers import TASKS, each_container
from stratiform.check.rule import Pillar, References, Rule, Severity


def _wrong(container: Mapping[str, Any]) -> str | None:
    for variable in items(container.get("Environment")):
        name = value(variable, "Name") if isinstance(variable, Mapping) else None
        if name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "ECS_ENGINE_AUTH_DATA"):
            return f"has {name} in its environment."
    return None


RULE = Rule(
    title="A container has credentials in its environment",
    why="Everyone who may describe the task reads them, and they never change.",
    fix="Remove the variables, and give the task a role with TaskRoleArn.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-8",
    types=TASKS,
    faults=each_container(_wrong),
    references=References(security_hub=("ECS.8",)),
)
