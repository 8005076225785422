"""What a handler raises is told as Lambda tells it, and a state machine's catch can name it."""

from __future__ import annotations

import base64
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


UNLOADABLE = {
    "import nowhere": (
        "Runtime.ImportModuleError",
        "Unable to import module 'index': No module named 'nowhere'",
    ),
    "def handler(e, c: pass": ("Runtime.UserCodeSyntaxError", "Syntax error in module 'index':"),
    "def handle(e, c): pass": ("Runtime.HandlerNotFound", "Handler 'handler' missing on module 'index'"),
    "import os\nTABLE = os.environ['TABLE']": ("KeyError", "'TABLE'"),
}


@pytest.mark.parametrize("code", UNLOADABLE)
def test_a_module_that_does_not_load_is_told_in_the_answer_and_in_the_log(
    local_cloud: LocalCloud, deploy: Callable[..., Any], code: str
) -> None:
    kind, message = UNLOADABLE[code]
    name = f"unloadable-{list(UNLOADABLE).index(code)}"
    deploy(name, template(name, code))
    answer = local_cloud.client("lambda").invoke(FunctionName=name, LogType="Tail")
    told = json.loads(answer["Payload"].read())
    assert told["errorType"] == kind
    assert told["errorMessage"].startswith(message)
    log = base64.b64decode(answer["LogResult"]).decode()
    assert f"[ERROR] {kind}: {message}" in log
    if kind == "KeyError":
        assert "line 2" in log
        assert "TABLE = os.environ['TABLE']" in log
