"""A task that sees the processes of its host."""

from __future__ import annotations

from stratiform.check.containers import TASKS
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="A task sees the processes of its host",
    why="Whoever breaks into a container reads the environment of other processes and stops them.",
    fix="Remove PidMode, or set it to task.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-3",
    types=TASKS,
    faults=none_of("PidMode", ("host",), "PidMode is {value}."),
    references=References(security_hub=("ECS.3",)),
)
