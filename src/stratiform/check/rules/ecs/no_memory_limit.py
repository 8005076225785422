"""A container that may take all the memory of its host."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.assembly.properties import value
from stratiform.check.containers import TASKS, each_container
from stratiform.check.rule import Pillar, Rule, Severity


def _wrong(container: Mapping[str, Any]) -> str | None:
    return "has no Memory, and its task has none." if container.get("Memory") is None else None


RULE = Rule(
    title="A container has no memory limit",
    why="One leak takes the memory of every other container on the instance.",
    fix="Set Memory of the container or of the task.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
    types=TASKS,
    faults=each_container(_wrong),
    applies=lambda task, graph: value(task, "Memory") is None,
)
