"""A container whose output goes nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.check.containers import TASKS, each_container
from stratiform.check.rule import Pillar, References, Rule, Severity


def _wrong(container: Mapping[str, Any]) -> str | None:
    return "has no LogConfiguration." if container.get("LogConfiguration") in (None, {}) else None


RULE = Rule(
    title="A container writes no log",
    why="When it fails, nobody can read why.",
    fix="Set LogConfiguration, e.g. with the driver awslogs.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-9",
    types=TASKS,
    faults=each_container(_wrong),
    references=References(security_hub=("ECS.9",), cdk_nag=("AwsSolutions-ECS7",)),
)
