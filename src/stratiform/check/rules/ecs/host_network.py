"""A task that shares the network of its host."""

from __future__ import annotations

from stratiform.check.containers import TASKS
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="A task shares the network of its host",
    why=(
        "Whoever breaks into a container reaches the metadata service with the role of the "
        "instance, and ports meant for the host."
    ),
    fix="Set NetworkMode to awsvpc.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-1",
    types=TASKS,
    faults=none_of("NetworkMode", ("host",), "NetworkMode is {value}."),
    references=References(security_hub=("ECS.1",)),
)
