"""What is fetched first: side by side, by id and by tag; what fails is left to the first read."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest

from agent.service import FakeAws, serving
from stratiform.agent import prefetch, run, settings
from stratiform.agent.flights import MOST, together
from stratiform.agent.roles import Roles
from stratiform.agent.secrets.store import Secrets


def fetched(state: FakeAws, **variables: str) -> set[str]:
    """The names of what the cache then has."""
    given = settings.read({"AWS_REGION": "us-east-1", "AWS_TOKEN": "t" * 40, **variables}).secrets

    async def body() -> set[str]:
        async with serving(state) as aws:
            store = Secrets(Roles(aws, 1, "test"))
            await prefetch.secrets(store, given)
            return {entry.secret.name for _, entry in store.cache}

    return asyncio.run(body())


def test_secrets_are_fetched_by_id_and_by_tag_and_the_missing_one_is_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    state = FakeAws()
    for name in ("one", "two", "team-a", "team-b", "team-c", "other"):
        state.put(name, f"{name}-hidden")
    found = fetched(state, SECRETS_PREFETCH="one,missing,two", SECRETS_PREFETCH_TAGS="team")
    assert found == {"one", "two", "team-a", "team-b", "team-c"}
    assert (state.calls["GetSecretValue"], state.calls["BatchGetSecretValue"]) == (3, 2)
    assert "secret missing was not prefetched" in caplog.text
    assert "-hidden" not in caplog.text


def test_calls_go_side_by_side_but_not_all_at_once() -> None:
    running, most = 0, 0

    async def call() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        running -= 1

    asyncio.run(together([call] * 100))
    assert most == MOST


def test_an_agent_that_is_to_stop_waits_for_no_prefetch() -> None:
    cancelled: list[bool] = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.append(True)
            raise

    async def quick() -> None:
        return

    async def fails() -> None:
        raise KeyError("why")

    async def body() -> None:
        stop = asyncio.Event()
        assert await run._before(stop, quick())
        with pytest.raises(KeyError):
            await run._before(stop, fails())
        asyncio.get_running_loop().call_soon(stop.set)
        assert not await run._before(stop, work())
        await asyncio.sleep(0)

    asyncio.run(body())
    assert cancelled == [True]


def test_more_files_may_be_open_than_a_container_begins_with(monkeypatch: pytest.MonkeyPatch) -> None:
    limits: list[tuple[int, int]] = []
    infinite = run.resource.RLIM_INFINITY
    monkeypatch.setattr(run.resource, "setrlimit", lambda _, limit: limits.append(limit))
    for soft, hard in ((1024, 65536), (1024, infinite), (1024, 4096), (65536, 65536), (infinite, infinite)):
        monkeypatch.setattr(
            run.resource, "getrlimit", lambda _, limit=(soft, hard): cast(tuple[int, int], limit)
        )
        run._allow_files()
    assert limits == [(8192, 65536), (8192, infinite), (4096, 4096)]
