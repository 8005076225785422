"""A rule whose undelivered events are dropped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.assembly.properties import value
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import each


def _wrong(target: Mapping[str, Any]) -> str | None:
    if value(target, "DeadLetterConfig") is not None:
        return None
    return f"The target {target.get('Id', '')} has no DeadLetterConfig."


RULE = Rule(
    title="Events that a target does not take are dropped",
    why=(
        "After a day of attempts, or at once where a permission is missing, the event is gone and "
        "nobody learns of it."
    ),
    fix="Give each target a DeadLetterConfig with the ARN of a queue.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",
    types=("AWS::Events::Rule",),
    faults=each("Targets", _wrong),
)
