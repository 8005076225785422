"""How a service's deployment shifts traffic: steps of a share and the minutes it is kept, as ECS has them.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MINUTE = 1.0
"""Seconds that a minute of a deployment takes here."""

_BAKE_MINUTES = 15
_CANARY = {"canaryPercent": 5.0, "canaryBakeTimeInMinutes": 10}
_LINEAR = {"stepPercent": 10.0, "stepBakeTimeInMinutes": 6}
_WHOLE = 100.0


@dataclass(frozen=True)
class Step:
    """The new tasks get ``percent`` of the requests, and it stays so for ``minutes``."""

    percent: float
    minutes: float


def steps(configuration: Mapping[str, Any]) -> tuple[Step, ...]:
    """The steps of a deployment configuration; none where it replaces task by task.

    After the last, which is the whole traffic, the old tasks are kept for the bake time.
    """
    last = Step(_WHOLE, float(configuration.get("bakeTimeInMinutes", _BAKE_MINUTES)))
    match configuration.get("strategy"):
        case "BLUE_GREEN":
            return (last,)
        case "CANARY":
            chosen = _CANARY | dict(configuration.get("canaryConfiguration") or {})
            return (Step(float(chosen["canaryPercent"]), float(chosen["canaryBakeTimeInMinutes"])), last)
        case "LINEAR":
            chosen = _LINEAR | dict(configuration.get("linearConfiguration") or {})
            size, minutes = float(chosen["stepPercent"]), float(chosen["stepBakeTimeInMinutes"])
            count = -int(-_WHOLE // size)
            return (*(Step(size * number, minutes) for number in range(1, count)), last)
    return ()
