from __future__ import annotations

from typing import Any

import pytest

from stratiform.assembly.graph import Address, Resource
from stratiform.assembly.sam_events import SamEvent, events


def function(written: Any) -> Resource:
    return Resource(Address("Stack", "Code"), "AWS::Serverless::Function", "Code", {"Events": written})


def test_an_event_has_its_type_its_settings_and_their_place() -> None:
    written = {"Jobs": {"Type": "SQS", "Properties": {"BatchSize": 5}}, "Hello": {"Type": "HttpApi"}}
    assert list(events(function(written))) == [
        SamEvent("SQS", {"BatchSize": 5}, "Events.Jobs.Properties"),
        SamEvent("HttpApi", {}, "Events.Hello.Properties"),
    ]


@pytest.mark.parametrize("written", [None, "x", [], {"Ref": "Events"}, {"A": "x"}, {"A": {"Ref": "Event"}}])
def test_what_cannot_be_read_is_left_out(written: Any) -> None:
    assert list(events(function(written))) == []


def test_settings_that_are_not_known_are_none() -> None:
    (event,) = events(function({"A": {"Type": "SQS", "Properties": {"Ref": "Settings"}}}))
    assert event.settings == {}


@pytest.mark.parametrize(
    ("type_", "settings", "makes"),
    [
        ("Api", {"Path": "/"}, True),
        ("Api", {"RestApiId": {"Ref": "Own"}}, False),
        ("HttpApi", {}, True),
        ("HttpApi", {"ApiId": {"Ref": "Own"}}, False),
        ("SQS", {}, False),
    ],
)
def test_sam_makes_an_api_for_events_that_name_none(
    type_: str, settings: dict[str, Any], makes: bool
) -> None:
    assert SamEvent(type_, settings, "Events.A.Properties").makes_api is makes
