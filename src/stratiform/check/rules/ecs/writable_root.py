"""A container that can write over its own files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.assembly.properties import is_false
from stratiform.check.containers import TASKS, each_container, runs_on_linux
from stratiform.check.rule import Pillar, References, Rule, Severity


def _wrong(container: Mapping[str, Any]) -> str | None:
    return "can write to its root file system." if is_false(container.get("ReadonlyRootFilesystem")) else None


RULE = Rule(
    title="A container can write to its root file system",
    why="Whoever breaks into it changes the software in place and stays.",
    fix="Set ReadonlyRootFilesystem to true, and mount volumes where the software writes.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-5",
    types=TASKS,
    faults=each_container(_wrong),
    applies=runs_on_linux,
    references=References(security_hub=("ECS.5",)),
)
