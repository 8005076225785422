"""Which target gets the next request.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from stratiform.local.gateway.health import Health, State
from stratiform.local.gateway.routes import Target

_LEAST_SHARE = 0.05


@dataclass(slots=True, eq=False)
class Member:
    """A target and what it has to do. ``next_turn`` counts requests of a full share."""

    target: Target
    health: Health = field(default_factory=Health)
    in_flight: int = 0
    next_turn: float = 0.0


def eligible(members: Sequence[Member]) -> Sequence[Member]:
    """The healthy ones. When none is, all that are not leaving: AWS fails open rather than shut."""
    healthy = [member for member in members if member.health.state is State.HEALTHY]
    return healthy or [member for member in members if member.health.state is not State.DRAINING]


def share(member: Member, slow_start: float, now: float) -> float:
    """How much of a full share a target gets: grows from nearly none to 1 while it starts slowly."""
    if slow_start <= 0:
        return 1.0
    return min(1.0, max(_LEAST_SHARE, (now - member.health.since) / slow_start))


def choose(
    members: Sequence[Member], algorithm: str, slow_start: float, now: float, turn: float
) -> Member | None:
    """The target for one more request among ``members``; None when there is none.

    Round robin is: the one whose turn is earliest; each request puts its next turn off by one over its share.
    ``turn`` is how far the group is: who comes, or comes back, starts there and gets no backlog (start-time
    fair queueing, Goyal and others, 1996).
    """
    if not members:
        return None
    if algorithm == "least_outstanding_requests":
        return min(
            members, key=lambda one: ((one.in_flight + 1) / share(one, slow_start, now), one.next_turn)
        )
    return min(members, key=lambda one: max(one.next_turn, turn))


def group(weights: Sequence[tuple[str, int]], given: Sequence[float]) -> str | None:
    """The target group, by turns: the one furthest below its weight. None when all weigh 0."""
    weighing = [
        (arn, weight, so_far) for (arn, weight), so_far in zip(weights, given, strict=True) if weight > 0
    ]
    if not weighing:
        return None
    return min(weighing, key=lambda one: (one[2] + 1) / one[1])[0]


class Turns:
    """Gives requests to target groups by weight. Other weights begin anew: nobody catches up on the past."""

    def __init__(self) -> None:
        self._given: dict[tuple[tuple[str, int], ...], list[float]] = {}

    def next(self, weights: tuple[tuple[str, int], ...]) -> str | None:
        """The target group of one more request; None when all weigh 0."""
        given = self._given.setdefault(weights, [0.0] * len(weights))
        chosen = group(weights, given)
        if chosen is not None:
            given[[arn for arn, _ in weights].index(chosen)] += 1
        return chosen
