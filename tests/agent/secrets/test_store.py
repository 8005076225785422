"""What is served: fresh, proven, never older than before, and never what was taken away."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from agent.service import FakeAws, Stored, Version, arn_of, serving
from stratiform.agent import aws
from stratiform.agent.errors import ServiceError, Unreachable
from stratiform.agent.roles import Roles
from stratiform.agent.secrets import store as module
from stratiform.agent.secrets.secret import Secret, Wanted
from stratiform.agent.secrets.store import Hint, Policy, Secrets

CURRENT = Wanted()


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def started(state: FakeAws, **policy: float) -> AsyncIterator[tuple[Secrets, Clock]]:
    async with serving(state) as aws:
        clock = Clock()
        yield Secrets(Roles(aws, 20, "test"), size=3, policy=Policy(**policy), clock=clock), clock  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_AGAIN", (0.01, 0.01, 0.01))
    monkeypatch.setattr(aws, "_PAUSES", ())


def with_store(test: Callable[[FakeAws, Secrets, Clock], Awaitable[None]], **policy: float) -> FakeAws:
    """Run ``test`` with one secret ``db`` at its first version."""
    state = FakeAws()
    state.put("db", "one")

    async def body() -> None:
        async with started(state, **policy) as (secrets, clock):
            await test(state, secrets, clock)

    asyncio.run(body())
    return state


def failures(secrets: Secrets) -> int:
    """How many of them the metrics tell."""
    found = re.search(r'^agent_refresh_failures_total{store="secrets"} (\d+)', secrets._metrics.text(), re.M)
    return int(found[1]) if found else 0


async def text(
    secrets: Secrets, secret_id: str = "db", wanted: Wanted = CURRENT, **named: bool
) -> str | None:
    return (await secrets.get(secret_id, wanted, **named)).secret.text  # type: ignore[arg-type]


def test_one_call_serves_many_readers_by_every_name() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        assert set(await asyncio.gather(*(text(secrets) for _ in range(50)))) == {"one"}
        for name in (arn_of("db"), arn_of("db")[:-7], "db"):
            assert await text(secrets, name) == "one"

    assert with_store(test).calls == {"GetSecretValue": 1}


def test_after_the_ttl_the_label_is_looked_up_and_the_value_is_fetched_only_if_it_moved() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        await text(secrets)
        clock.now += 301
        assert await text(secrets) == "one"
        assert state.calls == {"GetSecretValue": 1, "DescribeSecret": 1}
        state.put("db", "two")
        assert await text(secrets) == "one"  # nobody told
        clock.now += 301
        assert await text(secrets) == "two"

    with_store(test)


def test_refresh_now_asks_again_but_not_more_than_once_a_second() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        await text(secrets)
        state.put("db", "two")
        assert await text(secrets, refresh=True) == "one"  # within the second
        clock.now += 1.1
        values = await asyncio.gather(*(text(secrets, refresh=True) for _ in range(20)))
        assert set(values) == {"two"}
        assert state.calls["GetSecretValue"] == 2

    with_store(test)


@pytest.mark.parametrize(
    ("failing", "kept"),
    [
        ((400, "AccessDeniedException"), False),
        ((400, "ResourceNotFoundException"), False),
        ((500, "InternalServiceError"), True),
        ((400, "ThrottlingException"), True),
    ],
)
def test_what_failed_is_asked_for_again_once_a_second_whoever_wants_it(
    failing: tuple[int, str], kept: bool
) -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        await text(secrets)
        state.failing = failing
        clock.now += 2
        for calls in (2, 3, 4):
            for _ in range(20):
                with pytest.raises(ServiceError, match=failing[1]):
                    await text(secrets, refresh=True)
                if kept:
                    assert await text(secrets) == "one"
                else:
                    with pytest.raises(ServiceError, match=failing[1]):
                        await text(secrets)
                clock.now += 0.05
            assert (sum(state.calls.values()), failures(secrets)) == (calls, calls - 1)
            clock.now += 0.01
        state.failing = None
        state.put("db", "two")
        clock.now += 1
        assert await text(secrets, refresh=True) == "two"

    with_store(test)


def test_a_wait_for_an_aws_that_is_silent_is_not_repeated_within_the_second() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        state.silent = True
        for _ in range(2):
            with pytest.raises(Unreachable):
                await text(secrets, refresh=True)
        assert state.calls == {"GetSecretValue": 1}
        state.silent = False
        assert await text(secrets, arn_of("db")) == "one"  # another name is another question
        clock.now += 1.1
        assert await text(secrets, refresh=True) == "one"

    with_store(test)


def test_what_an_event_brought_is_served_right_after_a_failure() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        await text(secrets)
        clock.now += 301
        state.failing = (500, "InternalServiceError")
        assert await text(secrets) == "one"
        state.failing = None
        version = state.put("db", "two")
        assert await secrets.hint(Hint(arn_of("db"), state.moment, "AWSCURRENT", version))
        assert await text(secrets) == await text(secrets, refresh=True) == "two"

    with_store(test)


def test_a_secret_that_is_made_after_it_was_asked_for_is_served_with_its_event() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        asked = ("late", arn_of("late"), arn_of("late")[:-7])
        for secret_id in asked:
            with pytest.raises(ServiceError, match="ResourceNotFound"):
                await text(secrets, secret_id)
        version = state.put("late", "here")
        assert await secrets.hint(Hint(arn_of("late"), state.moment, "AWSCURRENT", version))
        for secret_id in asked:
            assert await text(secrets, secret_id) == "here"

    with_store(test)


def test_a_secret_that_is_made_again_under_its_name_replaces_the_first_with_its_event() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        state.put("db", "two")
        for wanted in (CURRENT, Wanted(stage="AWSPREVIOUS")):
            await text(secrets, wanted=wanted)
        old, new = arn_of("db"), arn_of("db")[:-6] + "NewOne"
        state.moment += 10
        made = Stored({"n1": Version("n1", "new", state.moment)}, {"AWSCURRENT": "n1"}, state.moment)
        del state.secrets[old]
        state.secrets[new] = made
        assert await secrets.hint(Hint(new, state.moment, "AWSCURRENT", "n1"))
        for secret_id in ("db", new, new[:-7]):
            assert await text(secrets, secret_id) == "new"
        for secret_id, wanted in ((old, CURRENT), ("db", Wanted(stage="AWSPREVIOUS"))):
            with pytest.raises(ServiceError, match="ResourceNotFound"):
                await text(secrets, secret_id, wanted)

    with_store(test)


def test_failures_of_many_ids_are_not_kept_for_good() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        for number in range(50):
            with pytest.raises(ServiceError):
                await text(secrets, f"guess-{number}")
        assert len(secrets._failures) == 3

    with_store(test)


def test_a_hint_brings_the_version_it_tells_of() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        await text(secrets)
        version = state.put("db", "two")
        assert await secrets.hint(Hint(arn_of("db"), state.moment, "AWSCURRENT", version))
        assert await text(secrets) == "two"
        calls = dict(state.calls)
        assert await secrets.hint(Hint(arn_of("db"), state.moment, "AWSCURRENT", version))  # again
        assert state.calls == calls

    with_store(test)


def test_an_event_that_comes_during_the_first_read_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    read, goes_on, value = asyncio.Event(), asyncio.Event(), module.service.value

    async def slow(*asked: Any) -> Secret:
        found = await value(*asked)
        read.set()
        await goes_on.wait()
        return found

    monkeypatch.setattr(module.service, "value", slow)

    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        reading = asyncio.ensure_future(text(secrets, arn_of("db")))
        await read.wait()
        version = state.put("db", "two")
        following = asyncio.ensure_future(
            secrets.hint(Hint(arn_of("db"), state.moment, "AWSCURRENT", version))
        )
        await asyncio.sleep(0)
        goes_on.set()
        assert (await reading, await following) == ("one", True)
        assert await text(secrets) == "two"

    with_store(test)


def test_a_replica_that_lags_is_asked_again() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        await text(secrets)
        version = state.put("db", "two")
        state.lagging = 2
        assert await secrets.hint(Hint(arn_of("db"), state.moment, "AWSCURRENT", version))
        assert await text(secrets) == "two"

    with_store(test)


def test_a_replica_that_lags_never_brings_an_old_version_back() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        await text(secrets)
        version = state.put("db", "two")
        await secrets.hint(Hint(arn_of("db"), state.moment, "AWSCURRENT", version))
        state.lagging = 10
        clock.now += 2
        assert await text(secrets, refresh=True) == "two"

    with_store(test)


def test_hints_in_the_wrong_order_end_at_the_newest() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        await text(secrets)
        second = state.put("db", "two")
        moment = state.moment
        third = state.put("db", "three")
        await secrets.hint(Hint(arn_of("db"), state.moment, "AWSCURRENT", third))
        await secrets.hint(Hint(arn_of("db"), moment, "AWSCURRENT", second))
        assert await text(secrets) == "three"

    with_store(test)


def test_a_rollback_is_followed() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        state.put("db", "two")
        assert await text(secrets) == "two"
        state.move("db", "v1")
        await secrets.hint(Hint(arn_of("db"), state.moment, "AWSCURRENT", "v1"))
        assert await text(secrets) == "one"

    with_store(test)


def test_the_previous_version_moves_with_the_current_one() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        previous = Wanted(stage="AWSPREVIOUS")
        state.put("db", "two")
        assert await text(secrets, wanted=previous) == "one"
        version = state.put("db", "three")
        await secrets.hint(Hint(arn_of("db"), state.moment, "AWSCURRENT", version))
        assert await text(secrets, wanted=previous) == "two"

    with_store(test)


def test_an_event_about_an_unknown_secret_fetches_nothing() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        state.put("other", "x")
        assert await secrets.hint(Hint(arn_of("other"), state.moment, "AWSCURRENT", "v1"))
        assert not state.calls

    with_store(test)


def test_while_aws_does_not_answer_the_old_value_is_served_with_its_age() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        await text(secrets)
        clock.now += 400
        for failing, silent in (((500, "InternalServiceError"), False), (None, True)):
            state.failing, state.silent = failing, silent
            served = await secrets.get("db", CURRENT)
            assert (served.secret.text, served.age, served.stale) == ("one", 400, True)
            with pytest.raises((ServiceError, Unreachable)):
                await secrets.get("db", CURRENT, refresh=True)
        state.silent = False
        state.put("db", "two")
        calls = sum(state.calls.values())
        assert await text(secrets) == "one"
        assert sum(state.calls.values()) == calls, "a reader waited again for an AWS that did not answer"
        clock.now += 3
        assert await text(secrets) == "two"

    with_store(test)


def test_a_value_can_get_too_old_to_serve() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        await text(secrets)
        clock.now += 4000
        state.failing = (503, "ServiceUnavailable")
        with pytest.raises(ServiceError):
            await text(secrets)

    with_store(test, longest=3600)


def test_a_revoked_right_is_honoured() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        await text(secrets)
        clock.now += 301
        state.failing = (400, "AccessDeniedException")
        with pytest.raises(ServiceError, match="AccessDenied"):
            await text(secrets)
        state.failing = (500, "InternalServiceError")
        with pytest.raises(ServiceError):  # what was denied is not served from memory either
            await text(secrets)

    with_store(test)


def test_a_deleted_secret_is_gone_at_once() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        await text(secrets)
        state.secrets.clear()
        secrets.forget("db")
        with pytest.raises(ServiceError, match="ResourceNotFound"):
            await text(secrets)

    with_store(test)


def test_after_a_gap_everything_is_looked_up() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        await text(secrets)
        state.put("db", "two")
        await secrets.sweep()
        assert await text(secrets) == "one"
        state.failing = (503, "ServiceUnavailable")
        await secrets.sweep(everything=True)
        assert (await text(secrets), failures(secrets)) == ("one", 1)
        state.failing = None
        await secrets.sweep(everything=True)
        assert await text(secrets) == "two"

    with_store(test)


def test_without_a_ttl_nothing_is_kept() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        await text(secrets)
        state.put("db", "two")
        assert await text(secrets) == "two"
        assert len(secrets.cache) == 0

    with_store(test, ttl=0)


def test_the_entry_written_longest_ago_goes_first() -> None:
    async def test(state: FakeAws, secrets: Secrets, clock: Clock) -> None:
        for name in ("a", "b", "c"):
            state.put(name, name)
        for name in ("db", "a", "b", "c"):
            await text(secrets, name)
        assert {entry.secret.name for _, entry in secrets.cache} == {"a", "b", "c"}

    with_store(test)
