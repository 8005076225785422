"""Events and their filters."""

from __future__ import annotations

import asyncio

import pytest

from stratiform.local.engine.events import Events, matches

EVENT = {
    "Type": "container",
    "Action": "health_status: healthy",
    "Actor": {"ID": "abc123", "Attributes": {"name": "web", "image": "python:3", "k": "v"}},
}


@pytest.mark.parametrize(
    ("filters", "match"),
    [
        ({}, True),
        ({"type": ["container"]}, True),
        ({"type": ["image"]}, False),
        ({"event": ["die", "health_status"]}, True),
        ({"event": ["die"]}, False),
        ({"container": ["abc"]}, True),
        ({"container": ["web"]}, True),
        ({"container": ["other"]}, False),
        ({"label": ["k", "k=v"]}, True),
        ({"label": ["k", "k=w"]}, False),
        ({"type": ["container"], "image": ["python:3"]}, True),
    ],
)
def test_every_filter_must_match(filters, match):
    assert matches(EVENT, filters) is match


def test_listeners_hear_what_was_remembered_and_what_comes_until_the_end():
    async def heard() -> list[str]:
        events = Events()
        events.publish("container", "create", "1", {})
        seen: list[str] = []

        async def listen() -> None:
            async for event in events.listen(filters={}, since=0):
                seen.append(event["Action"])

        task = asyncio.ensure_future(listen())
        await asyncio.sleep(0)
        events.publish("container", "start", "1", {})
        events.close()
        await task
        return seen

    assert asyncio.run(heard()) == ["create", "start"]
