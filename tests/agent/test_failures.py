"""A call that failed is spared for a while, and nothing of it is kept but its error."""

from __future__ import annotations

import asyncio
import gc
import weakref
from contextlib import suppress

import pytest

from stratiform.agent.errors import ServiceError, Unreachable
from stratiform.agent.failures import Failures

REFUSED, SILENT = ServiceError(400, "AccessDeniedException", "not you"), Unreachable("ssm", timed_out=True)


class Held:
    """What a call has in its hands."""


@pytest.mark.parametrize("error", [REFUSED, SILENT])
def test_the_same_error_is_told_again_and_the_call_is_not_kept(error: ServiceError | Unreachable) -> None:
    now, held = [0.0], []
    failures: Failures[str] = Failures(1.0, 10, lambda: now[0])

    async def call() -> str:
        mine = Held()
        held.append(weakref.ref(mine))
        raise error.again()

    async def body() -> None:
        for _ in range(3):
            with suppress(type(error)):
                await failures.spare("id", call)
        assert len(held) == 1
        gc.collect()
        assert held[0]() is None
        with pytest.raises(type(error)) as told:
            await failures.spare("id", call)
        assert vars(told.value) == vars(error)
        assert str(told.value) == str(error)
        now[0] += 1.0
        with suppress(type(error)):
            await failures.spare("id", call)
        assert len(held) == 2

    asyncio.run(body())


def test_a_call_that_succeeds_is_made_each_time() -> None:
    failures: Failures[str] = Failures(1.0, 10, lambda: 0.0)
    calls: list[None] = []

    async def call() -> str:
        calls.append(None)
        return "found"

    async def body() -> None:
        assert [await failures.spare("id", call) for _ in range(3)] == ["found"] * 3

    asyncio.run(body())
    assert (len(calls), len(failures)) == (3, 0)
