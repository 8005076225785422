"""The health of one target, as a value that each check replaces.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from stratiform.local.gateway.routes import HealthCheck

_FIRST_RETRY = 0.1
_MOST_PATIENT = 2.0


class State(StrEnum):
    """AWS's words."""

    INITIAL = "initial"
    HEALTHY = "healthy"
    UNHEALTHY = "unhealthy"
    DRAINING = "draining"


@dataclass(frozen=True)
class Health:
    """``row`` counts equal results in a row: successes when positive, failures when negative.

    ``reason`` says why the last check failed. ``since`` is when the target became healthy last.
    """

    state: State = State.INITIAL
    row: int = 0
    reason: str = ""
    since: float = 0.0


def checked(health: Health, check: HealthCheck, failure: str | None, now: float) -> Health:
    """``health`` after one check. ``failure`` None is a success.

    A new target is healthy after one success; one that failed, after ``check.healthy`` in a row.
    """
    if health.state is State.DRAINING:
        return health
    if failure is None:
        row = max(health.row, 0) + 1
        if health.state is State.HEALTHY or row < (1 if health.state is State.INITIAL else check.healthy):
            return replace(health, row=row, reason="")
        return Health(State.HEALTHY, row, since=now)
    row = min(health.row, 0) - 1
    if health.state is State.UNHEALTHY or -row < check.unhealthy:
        return replace(health, row=row, reason=failure)
    return Health(State.UNHEALTHY, row, failure, health.since)


def pause(health: Health, check: HealthCheck) -> float:
    """Seconds until the next check: ``check.interval``, but quicker until a new target serves.

    AWS has a new target wait for up to an interval. Here nobody should wait half a minute for a process
    that starts in one second.
    """
    if health.state is not State.INITIAL:
        return check.interval
    return min(check.interval, _MOST_PATIENT, _FIRST_RETRY * (1 << min(-min(health.row, 0), 10)))


def is_success(codes: tuple[tuple[int, int], ...], status: int) -> bool:
    """Whether a status code is in the ranges of the matcher."""
    return any(low <= status <= high for low, high in codes)
