"""The poll is the guarantee: whatever goes wrong in one round, the next one comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from agent.virtual import run
from stratiform.agent import polling


def test_a_poll_that_fails_is_not_the_last(caplog: pytest.LogCaptureFixture) -> None:
    rounds: list[float] = []

    async def scenario(clock: Callable[[], float]) -> None:
        async def sweep() -> None:
            rounds.append(clock())
            raise KeyError("a-secret-value")

        poll = asyncio.ensure_future(polling.forever(10, sweep))
        await asyncio.sleep(100)
        poll.cancel()

    run(scenario)
    assert len(rounds) >= 9
    assert "KeyError" in caplog.text
    assert "a-secret-value" not in caplog.text
