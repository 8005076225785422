"""Whatever becomes of events, and however replicas lag: no step back, and in the end the service's state."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.virtual import run
from stratiform.agent.aws import Aws
from stratiform.agent.roles import Roles
from stratiform.agent.secrets.secret import Wanted
from stratiform.agent.secrets.store import Hint, Policy, Secrets

ARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:app-AbCdEf"
EPOCH = 1_700_000_000.25
LONGEST_LAG = 4.0  # seconds; less than the store asks again for
TTL = 30.0


@dataclass
class Service:
    """One secret, and replicas that answer with what was true up to LONGEST_LAG ago."""

    clock: Callable[[], float]
    dice: random.Random
    lags: bool
    moves: list[tuple[float, str]] = field(default_factory=list)
    made: dict[str, float] = field(default_factory=dict)

    def move(self, version: str) -> Hint:
        """The label goes to ``version``, new or not; the event that tells."""
        now = EPOCH + self.clock()
        self.made.setdefault(version, now)
        self.moves.append((now, version))
        return Hint(ARN, float(int(now + self.dice.random())), "AWSCURRENT", version)

    async def json(
        self, service: object, operation: str, body: Mapping[str, Any], wait: float = 0
    ) -> dict[str, Any]:
        await asyncio.sleep(self.dice.random() * 0.3)
        seen = EPOCH + self.clock() - self.dice.choice([0.0, LONGEST_LAG / 2, LONGEST_LAG]) * self.lags
        changed, version = [move for move in self.moves if move[0] <= seen or move is self.moves[0]][-1]
        await asyncio.sleep(self.dice.random() * 0.3)
        if operation == "DescribeSecret":
            return {"VersionIdsToStages": {version: ["AWSCURRENT"]}, "LastChangedDate": changed}
        return {"ARN": ARN, "Name": "app", "VersionId": version, "CreatedDate": self.made[version]}


def is_within(part: Iterable[str], whole: Iterable[str]) -> bool:
    """Whether ``part`` is ``whole`` with some left out, in the same order."""
    rest = iter(whole)
    return all(any(each == one for each in rest) for one in part)


PAUSES = st.floats(1.0, 5.0)
STEPS = st.sampled_from(["new", "new", "back", "read", "refresh", "sweep", "sweep"])
DELAYS = st.lists(st.floats(0.0, 9.0), max_size=3)  # of the copies of an event; none is a lost one
PLANS = st.lists(st.tuples(STEPS, PAUSES, DELAYS), min_size=4, max_size=12)


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(plan=PLANS, seed=st.integers(0, 2**32), lags=st.sampled_from([True, True, True, False]))
def test_no_fate_of_events_leads_back_or_elsewhere(
    plan: list[tuple[str, float, list[float]]], seed: int, lags: bool
) -> None:
    async def scenario(clock: Callable[[], float]) -> None:
        service = Service(clock, random.Random(seed), lags)
        aws = cast(Aws, service)
        served: list[str] = []
        store = Secrets(
            Roles(aws, 1, "test"),
            policy=Policy(TTL),
            on_change=lambda key, secret: served.append(secret.version),
            clock=clock,
        )

        async def read(refresh: bool = False) -> None:
            name = service.dice.choice(["app", ARN, ARN[:-7]])
            await store.get(name, Wanted(), refresh=refresh)
            served.append((await store.get(ARN, Wanted())).secret.version)

        async def told(hint: Hint, delay: float) -> None:
            await asyncio.sleep(delay)
            await store.hint(hint)

        service.move("v0")
        running: list[asyncio.Future[None]] = []
        for kind, pause, copies in plan:
            await asyncio.sleep(pause if kind in ("new", "back") else pause / 20)
            if kind in ("new", "back"):
                old = service.dice.choice(sorted(service.made)) if kind == "back" else f"v{len(service.made)}"
                if old == service.moves[-1][1]:
                    continue
                hint = service.move(old)
                running += [asyncio.ensure_future(told(hint, delay)) for delay in copies]
            elif kind == "sweep":
                running.append(asyncio.ensure_future(store.sweep(everything=True)))
            else:
                running.append(asyncio.ensure_future(read(kind == "refresh")))
        await asyncio.gather(*running)
        await asyncio.sleep(LONGEST_LAG)
        await asyncio.sleep(TTL)
        await store.sweep()
        served.append((await store.get(ARN, Wanted())).secret.version)
        last = service.moves[-1][1]
        changes = [one for at, one in enumerate(served) if at == 0 or served[at - 1] != one]
        assert served[-1] == last, (service.moves, served)
        assert is_within(changes, [version for _, version in service.moves]), (service.moves, served)

    run(scenario)
