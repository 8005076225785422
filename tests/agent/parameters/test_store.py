"""An event of a parameter carries no version: a replica that lags is asked again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, cast

import pytest

from agent.virtual import run
from stratiform.agent.aws import Aws
from stratiform.agent.errors import ServiceError
from stratiform.agent.parameters.store import Parameters, Wanted

NAME = "/shop/limit"
OLD = {"Name": NAME, "Value": "old", "Version": 1, "LastModifiedDate": 1000.5}
NEW = {"Name": NAME, "Value": "new", "Version": 2, "LastModifiedDate": 2000.5}


class Replicas:
    """Answers in the order of ``script``, and then with the new version once it is known."""

    def __init__(self, clock: Callable[[], float], script: Sequence[dict[str, Any]] = ()) -> None:
        self.clock = clock
        self.script = [*script]
        self.known_at = float("inf")
        self.failing: ServiceError | None = None
        self.calls = 0

    async def json(self, service: object, operation: str, body: dict[str, Any]) -> dict[str, Any]:
        self.calls += 1
        await asyncio.sleep(0.01)
        if self.failing is not None:
            raise self.failing
        if self.script:
            return {"Parameter": self.script.pop(0) if len(self.script) > 1 else self.script[0]}
        return {"Parameter": NEW if self.clock() >= self.known_at else OLD}


def test_a_replica_that_lags_is_asked_again_and_one_that_does_not_is_asked_once() -> None:
    async def scenario(clock: Callable[[], float]) -> None:
        replicas = Replicas(clock)
        parameters = Parameters(cast(Aws, replicas), clock=clock)
        assert (await parameters.get(Wanted(NAME)))["Value"] == "old"
        replicas.known_at = clock() + 0.5
        assert await parameters.follow(NAME, 2000.0)
        assert (await parameters.get(Wanted(NAME)))["Value"] == "new"
        calls = replicas.calls
        assert await parameters.follow(NAME, 2000.0)
        assert replicas.calls == calls + 1

    run(scenario)


def test_a_parameter_that_is_made_again_begins_with_its_first_version_and_replaces_the_other() -> None:
    again = {**OLD, "Value": "again", "LastModifiedDate": 3000.5}

    async def scenario(clock: Callable[[], float]) -> None:
        replicas = Replicas(clock, [NEW, OLD, again])
        parameters = Parameters(cast(Aws, replicas), clock=clock)
        for value in ("new", "new", "again", "again"):
            assert (await parameters.get(Wanted(NAME)))["Value"] == value
            await parameters.sweep(everything=True)

    run(scenario)


@pytest.mark.parametrize("named", [NAME, f"arn:aws:ssm:us-east-1:111122223333:parameter{NAME}"])
@pytest.mark.parametrize("wanted", [("", "live"), (":live", "")])
def test_a_label_that_moves_back_is_followed_wherever_it_stands(named: str, wanted: tuple[str, str]) -> None:
    async def scenario(clock: Callable[[], float]) -> None:
        replicas = Replicas(clock, [NEW, OLD])
        parameters = Parameters(cast(Aws, replicas), clock=clock)
        asked = Wanted(f"{named}{wanted[0]}", wanted[1])
        assert (await parameters.get(asked))["Value"] == "new"
        await parameters.changed("/shop/other")
        assert (await parameters.get(asked))["Value"] == "new"
        await parameters.changed(NAME)
        assert (await parameters.get(asked))["Value"] == "old"
        parameters.forget(NAME)
        assert len(parameters) == 0

    run(scenario)


def test_an_event_that_comes_during_the_first_read_is_followed() -> None:
    async def scenario(clock: Callable[[], float]) -> None:
        parameters = Parameters(cast(Aws, Replicas(clock, [OLD, NEW])), clock=clock)
        reading = asyncio.ensure_future(parameters.get(Wanted(NAME)))
        await asyncio.sleep(0.005)
        assert await parameters.follow(NAME, 2000.0)
        assert (await reading)["Value"] == "old"
        assert (await parameters.get(Wanted(NAME)))["Value"] == "new"

    run(scenario)


@pytest.mark.parametrize(
    "failing",
    [ServiceError(400, "AccessDeniedException", ""), ServiceError(500, "InternalServerError", "")],
)
def test_a_parameter_that_failed_is_asked_for_again_once_a_second_or_with_its_event(
    failing: ServiceError,
) -> None:
    async def scenario(clock: Callable[[], float]) -> None:
        replicas = Replicas(clock)
        replicas.failing = failing
        parameters = Parameters(cast(Aws, replicas), clock=clock)
        for calls in (1, 2, 3):
            for _ in range(20):
                with pytest.raises(ServiceError):
                    await parameters.get(Wanted(NAME))
                await asyncio.sleep(0.04)
            assert replicas.calls == calls
            await asyncio.sleep(0.3)
        with pytest.raises(ServiceError):
            await parameters.get(Wanted(NAME))
        replicas.failing = None
        assert await parameters.follow(NAME, 1000.0)
        assert (await parameters.get(Wanted(NAME)))["Value"] == "old"

    run(scenario)
