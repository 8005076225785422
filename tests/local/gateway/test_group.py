"""A target group at work, without connections."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

from stratiform.local.gateway.group import Group
from stratiform.local.gateway.health import State
from stratiform.local.gateway.routes import HealthCheck, Target, TargetGroup
from stratiform.local.gateway.upstream import Pool

SETTINGS = TargetGroup(
    arn="arn",
    name="web",
    targets=(Target("a", 1),),
    health=HealthCheck(enabled=False),
    deregistration_delay=0.02,
)


class Work:
    def __init__(self) -> None:
        self.over = asyncio.Event()

    def expired(self) -> None:
        self.over.set()


def group(settings: TargetGroup = SETTINGS) -> Group:
    return Group(settings, lambda host, port: (host, port), Pool())


async def test_a_target_that_leaves_while_a_connection_is_made_still_has_to_finish() -> None:
    made = group()
    member = made.pick(())
    assert member
    made.apply(replace(SETTINGS, targets=()))
    assert made.draining == ()
    work: Any = Work()
    made.took(member, work)
    assert made.draining == (Target("a", 1),)
    await work.over.wait()
    made.left(member, work)
    assert made.draining == ()


async def test_a_target_that_comes_back_is_a_new_one() -> None:
    made = group()
    member = made.pick(())
    assert member
    made.apply(replace(SETTINGS, targets=()))
    made.apply(SETTINGS)
    again = made.pick(())
    assert again is not member
    assert (member.health.state, again and again.health.state) == (State.DRAINING, State.HEALTHY)


async def test_a_target_that_stays_keeps_its_health_when_settings_change() -> None:
    made = group()
    member = made.pick(())
    made.apply(replace(SETTINGS, targets=(*SETTINGS.targets, Target("b", 1)), slow_start=30))
    assert made.members[Target("a", 1)] is member
    assert set(made.members) == {Target("a", 1), Target("b", 1)}
