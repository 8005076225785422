"""What the two folders hold reaches CloudFormation, and those who never load MiniStack are told."""

from __future__ import annotations

from typing import Any

import pytest

from stratiform.local.emulator import private, registry
from stratiform.local.emulator.resource_type import ResourceType

from ..conftest import LocalCloud

pytestmark = pytest.mark.local

TYPE = "AWS::Test::Thing"


@pytest.fixture
def handlers(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    known: dict[str, Any] = private.get("services.cloudformation.provisioners", "_RESOURCE_HANDLERS")
    monkeypatch.setitem(known, TYPE, {})
    return known


def thing(calls: list[str], **operations: Any) -> ResourceType:
    def create(logical_id: str, properties: dict[str, Any], stack: str) -> tuple[str, dict[str, Any]]:
        calls.append(f"create {properties['Name']}")
        return properties["Name"], {}

    return ResourceType(TYPE, create, lambda id_, properties: calls.append(f"delete {id_}"), **operations)


def test_a_change_without_an_update_replaces_the_resource(handlers: dict[str, Any]) -> None:
    calls: list[str] = []
    registry.register(thing(calls))
    changed = handlers[TYPE]["update"]("old", {"Name": "old"}, {"Name": "new"}, "stack", "Thing")
    assert changed == ("new", {})
    assert calls == ["create new", "delete old"]


def test_a_change_with_an_update_keeps_the_resource(handlers: dict[str, Any]) -> None:
    calls: list[str] = []
    registry.register(thing(calls, update=lambda id_, old, new, stack: (id_, {"Updated": True})))
    changed = handlers[TYPE]["update"]("old", {"Name": "old"}, {"Name": "new"}, "stack", "Thing")
    assert (changed, calls) == (("old", {"Updated": True}), [])


def test_one_operation_of_a_type_is_wrapped(handlers: dict[str, Any]) -> None:
    calls: list[str] = []
    registry.register(thing(calls))
    registry.extend(TYPE, "delete", lambda delete: lambda id_, properties: delete(id_.upper(), properties))
    handlers[TYPE]["delete"]("old", {})
    assert calls == ["delete OLD"]


def test_the_capabilities_name_every_type_and_difference(local_cloud: LocalCloud) -> None:
    told = local_cloud.state.read("capabilities.json")
    assert told is not None
    assert {"AWS::S3::Bucket", "AWS::EC2::NatGateway"} <= set(told["types"])
    assert {"about", "says"} == set().union(*told["explain"])
    assert {"transport", "local urls"} <= {difference["about"] for difference in told["explain"]}
    assert [difference for difference in told["explain"] if not difference["says"].endswith(".")] == []
