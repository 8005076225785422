"""A target group at work: its targets, who checks them, and what each has to do."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from stratiform.local.gateway import balance, health
from stratiform.local.gateway.balance import Member
from stratiform.local.gateway.health import State
from stratiform.local.gateway.probe import probe
from stratiform.local.gateway.routes import Target, TargetGroup
from stratiform.local.gateway.upstream import Address, Pool

Resolve = Callable[[str, int], Address | None]
"""Where ``host:port`` really is; None when nothing listens there yet."""


class Work(Protocol):
    """A request or a connection that a target has."""

    def expired(self) -> None:
        """End it: the target's time to finish is over."""


class Group:
    """``settings`` may be replaced while requests are under way; targets that stay keep their health."""

    def __init__(self, settings: TargetGroup, resolve: Resolve, pool: Pool) -> None:
        self.settings = settings
        self.members: dict[Target, Member] = {}
        self._leaving: set[Member] = set()
        self._resolve, self._pool = resolve, pool
        self._turn = 0.0
        self._checks: dict[Target, asyncio.Task[None]] = {}
        self._wake: dict[Target, asyncio.Event] = {}
        self._under_way: dict[int, set[Work]] = {}
        self._update()

    def apply(self, settings: TargetGroup) -> None:
        """Take new settings and targets."""
        self.settings = settings
        self._update()

    def close(self) -> None:
        """Stop checking."""
        for task in self._checks.values():
            task.cancel()

    @property
    def draining(self) -> tuple[Target, ...]:
        """Targets that were deregistered and still have requests."""
        return tuple(member.target for member in self._leaving)

    # What a forwarding asks

    def pick(self, refused: Sequence[Member]) -> Member | None:
        """The target for one more request."""
        if len(self.members) == 1 and not refused:
            return next(iter(self.members.values()))
        candidates = balance.eligible([one for one in self.members.values() if one not in refused])
        now, slow_start = time.monotonic(), self.settings.slow_start
        chosen = balance.choose(candidates, self.settings.algorithm, slow_start, now, self._turn)
        if chosen is not None:
            self._turn = max(chosen.next_turn, self._turn)
            chosen.next_turn = self._turn + 1 / balance.share(chosen, slow_start, now)
        return chosen

    def address(self, member: Member) -> Address | None:
        """Where the target listens."""
        return self._resolve(member.target.id, member.target.port)

    def refused(self, member: Member) -> None:
        """Check it at once."""
        wake = self._wake.get(member.target)
        if wake is not None:
            wake.set()

    def took(self, member: Member, work: Work) -> None:
        """One more request."""
        member.in_flight += 1
        self._under_way.setdefault(id(member), set()).add(work)
        if member.health.state is State.DRAINING and member not in self._leaving:
            self._let_finish(member)  # it left while the connection was made

    def left(self, member: Member, work: Work) -> None:
        """One less. A target that leaves is gone with its last request."""
        member.in_flight -= 1
        self._under_way.get(id(member), set()).discard(work)
        if member.in_flight == 0:
            self._under_way.pop(id(member), None)
            self._leaving.discard(member)

    def answered(self, member: Member, status: int, seconds: float) -> None:
        """Nothing to learn from it: AWS does not take a target out because of its answers."""

    # Targets that come and go

    def _update(self) -> None:
        wanted = set(self.settings.targets)
        for target in [one for one in self.members if one not in wanted]:
            self._deregister(self.members.pop(target))
        for target in self.settings.targets:
            if target not in self.members:
                self.members[target] = Member(target)
                if self.settings.kind != "lambda" and self.settings.health.enabled:
                    self._wake[target] = asyncio.Event()
                    self._checks[target] = asyncio.create_task(self._check(self.members[target]))
                else:
                    self.members[target].health = replace(self.members[target].health, state=State.HEALTHY)

    def _deregister(self, member: Member) -> None:
        member.health = replace(member.health, state=State.DRAINING)
        if task := self._checks.pop(member.target, None):
            task.cancel()
        self._wake.pop(member.target, None)
        address = self.address(member)
        if address is not None:
            self._pool.drop(address)
        if member.in_flight:
            self._let_finish(member)

    def _let_finish(self, member: Member) -> None:
        self._leaving.add(member)
        loop = asyncio.get_running_loop()
        loop.call_later(self.settings.deregistration_delay, self._end_requests, member)

    def _end_requests(self, member: Member) -> None:
        for work in tuple(self._under_way.get(id(member), ())):
            work.expired()

    async def _check(self, member: Member) -> None:
        wake = self._wake[member.target]
        while True:
            check = self.settings.health
            address = self._resolve(member.target.id, check.port or member.target.port)
            failure = await probe(check, member.target, address)
            member.health = health.checked(member.health, check, failure, time.monotonic())
            wake.clear()
            try:
                async with asyncio.timeout(health.pause(member.health, check)):
                    await wake.wait()
                await asyncio.sleep(1)  # asked for by a refused connection, of which there may be many
            except TimeoutError:
                pass
