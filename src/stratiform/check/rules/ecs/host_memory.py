"""A task that shares the memory of its host."""

from __future__ import annotations

from stratiform.check.containers import TASKS
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="A task shares the memory of its host",
    why="Whoever breaks into a container reads what other processes share in memory.",
    fix="Remove IpcMode, or set it to task or none.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
    types=TASKS,
    faults=none_of("IpcMode", ("host",), "IpcMode is {value}."),
)
