"""A container that runs as root."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.assembly.properties import is_unknown
from stratiform.check.containers import TASKS, each_container, runs_on_linux
from stratiform.check.rule import Pillar, References, Rule, Severity


def _wrong(container: Mapping[str, Any]) -> str | None:
    user = container.get("User")
    if is_unknown(user) or str(user or "root").partition(":")[0] not in ("root", "0"):
        return None
    return (
        "has no User, so it runs as root unless its image says otherwise."
        if user is None
        else f"runs as {user}."
    )


RULE = Rule(
    title="A container runs as root",
    why="Whoever breaks into it has every right in the container, and one step less to the host.",
    fix='Set User to a user that is not root, e.g. "1000:1000".',
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-20",
    types=TASKS,
    faults=each_container(_wrong),
    applies=runs_on_linux,
    references=References(security_hub=("ECS.20",)),
)
