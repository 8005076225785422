"""An entity has one version while a deployment is in progress: in every task, and new once and for all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.virtual import run
from stratiform.agent.appconfig.deployments import Deployment
from stratiform.agent.appconfig.profile import Profile
from stratiform.agent.appconfig.rollout import part
from stratiform.agent.appconfig.store import Configurations
from stratiform.agent.appconfig.version import Version
from stratiform.agent.events.messages import Deployed

PROFILE = Profile("shop", "prod", "flags")
EPOCH = 1_700_000_000.0
INTERVAL, STEP = 15.0, 60.0  # seconds
ENTITIES = [f"customer-{number}" for number in range(60)]


@dataclass
class Running:
    """A deployment as it was: ``steps`` are the moments at which its share grew, and to what."""

    number: int
    version: str
    started: float
    growth: float
    steps: int
    ends: str | None = None
    ended: float | None = None

    def share(self, now: float) -> float:
        return min(100.0, self.growth * (1 + (now - self.started) // STEP))


@dataclass
class AppConfig:
    """One profile's deployments. ``labels`` is whether its versions have one, ``tells`` whether it lists.

    ``hosts`` is whether it gives a version by its number.
    """

    clock: Callable[[], float]
    labels: bool = False
    tells: bool = True
    hosts: bool = False
    done: list[Running] = field(default_factory=list)
    sessions: Iterator[int] = field(default_factory=count)
    listed: int = 0
    ends_when_listed: str | None = None

    def __post_init__(self) -> None:
        self.done.append(Running(1, "v1", 0.0, 100, 1, "COMPLETE", 0.0))

    def begin(self, growth: float) -> Running:
        number = len(self.done) + 1
        self.done.append(Running(number, f"v{number}", EPOCH + self.clock(), growth, 1))
        return self.done[-1]

    def end(self, how: str) -> None:
        self.done[-1].ends, self.done[-1].ended = how, EPOCH + self.clock()

    def drawn(self, slot: int) -> str:
        """What a session in ``slot`` of 100 gets."""
        last = self.done[-1]
        if last.ends is None and slot < last.share(EPOCH + self.clock()):
            return last.version
        return next(each.version for each in reversed(self.done) if each.ends == "COMPLETE")

    def expected(self, entity: str) -> str:
        """What every task is to give ``entity``."""
        last = self.done[-1]
        now = EPOCH + self.clock()
        slot = part(entity, last.number, last.version) if last.ends is None else 100.0
        return last.version if slot < last.share(now) and last.ends is None else self.drawn(100)


@dataclass
class Session:
    service: AppConfig
    allowed_at: float = 0.0
    answered_at: float = 0.0
    slot: int = field(init=False)
    seen: str | None = None

    def __post_init__(self) -> None:
        self.restart()

    async def latest(self) -> Version | None:
        await asyncio.sleep(0.05)
        self.allowed_at, self.answered_at = self.service.clock() + INTERVAL, float(int(self._now()))
        before, self.seen = self.seen, self.service.drawn(self.slot)
        label = f"label-{self.seen}" if self.service.labels else None
        return None if self.seen == before else Version(self.seen.encode(), label=label)

    def restart(self) -> None:
        self.allowed_at, self.seen = 0.0, None
        self.slot = next(self.service.sessions) * 37 % 100

    def another(self) -> Session:
        return Session(self.service)

    async def deployments(self) -> tuple[Deployment, ...] | None:
        self.service.listed += 1
        if self.service.ends_when_listed:
            self.service.end(self.service.ends_when_listed)
            self.service.ends_when_listed = None
        await asyncio.sleep(0.05)
        return tuple(map(self._told, reversed(self.service.done))) if self.service.tells else None

    async def hosted(self, number: str) -> Version | None:
        await asyncio.sleep(0.05)
        return Version(number.encode(), number=number) if self.service.hosts else None

    def _told(self, one: Running) -> Deployment:
        label = f"label-{one.version}" if self.service.labels else None
        share = one.share(self._now()) if one.ends is None else 100.0
        return Deployment(
            one.number, one.version, one.ends or "DEPLOYING", share, one.started, one.ended, label
        )

    def _now(self) -> float:
        return EPOCH + self.service.clock()


def task(service: AppConfig) -> Configurations:
    return Configurations(lambda profile: Session(service), interval=INTERVAL, clock=service.clock)


async def served(one: Configurations) -> dict[str, str]:
    return {entity: (await one.get(PROFILE, entity)).content.decode() for entity in ENTITIES}


DEPLOYMENTS = st.lists(
    st.tuples(
        st.sampled_from([10.0, 20.0, 50.0]),
        st.integers(1, 4),
        st.sampled_from(["COMPLETE", "COMPLETE", "ROLLED_BACK"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(deployments=DEPLOYMENTS, labels=st.booleans(), hosts=st.booleans(), late=st.floats(0.0, 200.0))
def test_every_task_gives_an_entity_the_same_version_and_never_the_old_one_again(
    deployments: list[tuple[float, int, str, bool]], labels: bool, hosts: bool, late: float
) -> None:
    async def scenario(clock: Callable[[], float]) -> None:
        service = AppConfig(clock, labels, hosts=hosts)
        tasks = [task(service) for _ in range(3)]
        for one in tasks:
            await served(one)
        await asyncio.sleep(40)

        async def joins() -> None:  # a task that begins later, perhaps in the middle of a deployment
            await asyncio.sleep(late)
            tasks.append(task(service))
            await served(tasks[-1])

        joined = asyncio.ensure_future(joins()) if labels or hosts else None
        for growth, steps, ends, told in deployments:
            last = service.begin(growth)
            given: list[list[dict[str, str]]] = [[] for _ in range(4)]
            for _ in range(steps):
                await asyncio.sleep(STEP * 0.8)
                for at, one in enumerate(tasks):
                    given[at].append(await served(one))
                    assert given[at][-1] == {entity: service.expected(entity) for entity in ENTITIES}
                await asyncio.sleep(STEP * 0.2)
                for at, one in enumerate(tasks):
                    given[at].append(await served(one))
            for mine in given:
                for earlier, later in pairwise(mine):
                    back = [each for each in ENTITIES if earlier[each] == last.version != later[each]]
                    assert not back, "an entity got the old version again"
            service.end(ends)
            if told:
                names = (frozenset({"shop"}), frozenset({"prod"}), frozenset({"flags"}))
                stage = "complete" if ends == "COMPLETE" else "rolled back"
                event = Deployed(stage, *names, 0.0, last.number, last.version)
                await asyncio.gather(*(one.follow(event) for one in tasks))
            await asyncio.sleep(3 * INTERVAL)
            for one in tasks:
                assert set((await served(one)).values()) == {service.drawn(100)}
                assert (await one.get(PROFILE)).number == service.drawn(100)
        if joined is not None:
            await joined
        for one in tasks:
            await one.close()

    run(scenario)


@pytest.mark.parametrize(("ends", "left"), [("COMPLETE", "v2"), ("ROLLED_BACK", "v1")])
@pytest.mark.parametrize("slots", [0, 1])
def test_a_deployment_that_ends_after_the_session_was_asked_brings_nobody_back(
    ends: str, left: str, slots: int
) -> None:
    async def scenario(clock: Callable[[], float]) -> None:
        service = AppConfig(clock)
        for _ in range(slots):  # the first slot draws the new version, the next one does not
            next(service.sessions)
        one = task(service)
        await served(one)
        await asyncio.sleep(40)
        service.begin(20.0)
        await asyncio.sleep(STEP / 2)
        assert set((await served(one)).values()) == {"v1", "v2"}
        service.ends_when_listed = ends
        while service.ends_when_listed:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        assert set((await served(one)).values()) == {left}
        await one.close()

    run(scenario)


@pytest.mark.parametrize("slots", [0, 1])
def test_a_task_that_begins_in_the_middle_knows_both_versions_at_once_and_draws_no_more(slots: int) -> None:
    async def scenario(clock: Callable[[], float]) -> None:
        service = AppConfig(clock, hosts=True)
        for _ in range(slots):  # the first slot draws the new version, the next one does not
            next(service.sessions)
        service.begin(20.0)
        await asyncio.sleep(STEP / 2)
        one = task(service)
        assert await served(one) == {entity: service.expected(entity) for entity in ENTITIES}
        assert {(await one.get(PROFILE, entity)).number for entity in ENTITIES} == {"v1", "v2"}
        assert next(service.sessions) == slots + 1, "a session beyond the task's own"
        await one.close()

    run(scenario)


def test_where_deployments_may_not_be_listed_an_entity_gets_what_its_task_has() -> None:
    async def scenario(clock: Callable[[], float]) -> None:
        service = AppConfig(clock, tells=False)
        one = task(service)
        await served(one)
        await asyncio.sleep(40)
        service.begin(20.0)
        for _ in range(4):
            await asyncio.sleep(STEP)
            held = (await one.get(PROFILE)).content.decode()
            assert set((await served(one)).values()) == {held}
        await one.close()

    run(scenario)


def test_nobody_searches_for_a_version_that_no_entity_asked_for() -> None:
    async def scenario(clock: Callable[[], float]) -> None:
        service = AppConfig(clock)
        one = task(service)
        await one.get(PROFILE)
        await asyncio.sleep(40)
        assert (await one.get(PROFILE)).number == "v1"
        listed = service.listed
        await asyncio.sleep(300)
        assert service.listed == listed, "a number that is known was asked for again"
        service.begin(20.0)
        await asyncio.sleep(STEP)
        assert next(service.sessions) == 1, "a session beyond the task's own"
        await one.close()

    run(scenario)


def test_parts_are_even_and_other_for_each_deployment() -> None:
    many = [f"id-{number}" for number in range(4000)]
    within = {number: {each for each in many if part(each, number, "v") < 20} for number in (1, 2)}
    for found in within.values():
        assert 700 < len(found) < 900
    assert 100 < len(within[1] & within[2]) < 220
