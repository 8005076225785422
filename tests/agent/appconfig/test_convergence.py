"""Whatever becomes of the events: no step back but a rollback, and in the end what is deployed."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.secrets.test_convergence import is_within
from agent.virtual import run
from stratiform.agent.appconfig.profile import Profile
from stratiform.agent.appconfig.store import Configurations
from stratiform.agent.appconfig.version import Version
from stratiform.agent.errors import Unreachable
from stratiform.agent.events.messages import Deployed

PROFILE = Profile("shop", "prod", "flags")
LONGEST_LAG = 4.0  # seconds; less than the store asks again for
MINIMUM, INTERVAL = 15.0, 45.0


@dataclass
class Service:
    """What is deployed, and when it came to be; ``number`` counts deployments."""

    clock: Callable[[], float]
    dice: random.Random
    deployed: list[tuple[float, str]] = field(default_factory=lambda: [(0.0, "1")])
    number: int = 1

    def deploy(self, version: str) -> Deployed:
        self.number += 1
        self.deployed.append((self.clock(), version))
        return self._event("complete", version)

    def take_back(self) -> Deployed:
        """The last deployment is undone; its event tells the version that failed."""
        failed, before = self.deployed[-1][1], self.deployed[-2][1]
        self.deployed.append((self.clock(), before))
        return self._event("rolled back", failed)

    def _event(self, stage: str, version: str) -> Deployed:
        names = (frozenset({"shop"}), frozenset({"prod"}), frozenset({"flags"}))
        return Deployed(stage, *names, 0.0, self.number, version)


@dataclass
class Session:
    """A session is told of each change once. A new one may be answered by a replica that lags."""

    service: Service
    lags: bool
    allowed_at: float = 0.0
    answered_at: float = 0.0
    seen: int | None = None

    async def latest(self) -> Version | None:
        dice, deployed = self.service.dice, self.service.deployed
        await asyncio.sleep(dice.random() * 0.2)
        if dice.random() < 0.1:
            raise Unreachable("nobody answers", timed_out=True)
        moment = self.service.clock()
        self.allowed_at = moment + MINIMUM
        if self.seen is None and self.lags:
            moment -= dice.choice([0.0, LONGEST_LAG / 2, LONGEST_LAG])
        at = max((at for at, (since, _) in enumerate(deployed) if since <= moment), default=0)
        before, self.seen = self.seen, max(at, self.seen or 0)
        return None if self.seen == before else Version(deployed[self.seen][1].encode())

    def restart(self) -> None:
        self.allowed_at, self.seen = 0.0, None

    def another(self) -> Session:
        return Session(self.service, self.lags)

    async def deployments(self) -> None:
        return None

    async def hosted(self, number: str) -> Version | None:
        return Version(number.encode()) if self.service.dice.random() < 0.5 else None


PAUSES = st.floats(5.0, 20.0)  # seconds before each deployment
DELAYS = st.lists(st.floats(0.0, 60.0), max_size=3)  # of the copies of an event; none is a lost one
PLANS = st.lists(st.tuples(st.sampled_from(["new", "new", "old", "back"]), PAUSES, DELAYS), max_size=8)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(plan=PLANS, seed=st.integers(0, 2**32), lags=st.booleans())
def test_no_fate_of_events_leads_back_or_elsewhere(
    plan: list[tuple[str, float, list[float]]], seed: int, lags: bool
) -> None:
    async def scenario(clock: Callable[[], float]) -> None:
        service = Service(clock, random.Random(seed))
        served: list[str] = []
        store = Configurations(
            lambda profile: Session(service, lags),
            interval=INTERVAL,
            on_change=lambda profile, version: served.append(version.content.decode()),
            clock=clock,
        )

        async def told(event: Deployed, delay: float) -> None:
            await asyncio.sleep(delay)
            await store.follow(event)

        while not served:
            try:
                await store.get(PROFILE)
            except Unreachable:
                continue
        running = []
        for kind, pause, copies in plan:
            await asyncio.sleep(pause)
            known = sorted({int(version) for _, version in service.deployed})
            if kind == "back" and len(service.deployed) > 1 and len(set(service.deployed[-2:])) > 1:
                event = service.take_back()
            else:
                old = service.dice.choice(known) if kind == "old" else known[-1] + 1
                event = service.deploy(str(old))
            running += [asyncio.ensure_future(told(event, delay)) for delay in copies]
        await asyncio.gather(*running)
        await asyncio.sleep(10 * INTERVAL)
        held = await store.get(PROFILE)
        await store.close()
        history = [version for _, version in service.deployed]
        assert held.content.decode() == history[-1], (service.deployed, served)
        assert is_within(served, history), (service.deployed, served)

    run(scenario)
