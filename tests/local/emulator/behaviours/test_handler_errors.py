"""What a handler raises is told as Lambda tells it, and a state machine's catch can name it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from ...conftest import LocalCloud
from .functions import template

pytestmark = pytest.mark.local

RAISING = """
class OutOfStock(Exception):
    pass

def reserve():
    raise OutOfStock("none left\\nof it")

def handler(event, context):
    if event.get("key"):
        return {}[event["key"]]
    try:
        raise ValueError("first")
    except ValueError as error:
        reserve()
"""
RAISING_IN_NODE = """
class OutOfStock extends Error { constructor(m) { super(m); this.name = "OutOfStock"; } }
exports.handler = async () => { throw new OutOfStock("none left"); };
"""


def failed(local_cloud: LocalCloud, name: str, event: dict[str, Any]) -> dict[str, Any]:
    answer = local_cloud.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event))
    assert answer["FunctionError"] == "Unhandled"
    told: dict[str, Any] = json.loads(answer["Payload"].read())
    return told


def test_the_type_is_the_class_of_the_exception(local_cloud: LocalCloud, deploy: Callable[..., Any]) -> None:
    deploy("raising", template("raising", RAISING))
    told = failed(local_cloud, "raising", {})
    assert (told["errorType"], told["errorMessage"]) == ("OutOfStock", "none left\nof it")
    assert [frame.split(", ")[2].split("\n")[0] for frame in told["stackTrace"]] == [
        "in handler",
        "in reserve",
    ]
    assert failed(local_cloud, "raising", {"key": "missing"})["errorType"] == "KeyError"


def test_the_type_is_the_name_of_a_node_error(local_cloud: LocalCloud, deploy: Callable[..., Any]) -> None:
    deploy("raising-in-node", template("raising-in-node", RAISING_IN_NODE, Runtime="nodejs22.x"))
    told = failed(local_cloud, "raising-in-node", {})
    assert (told["errorType"], told["errorMessage"]) == ("OutOfStock", "none left")
    assert told["trace"][0] == "OutOfStock: none left"
