"""A function sees its bundle, its variables, the SDK and its role's credentials; nothing else."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psutil
import pytest

from processes import words
from stratiform.local.emulator import process
from stratiform.local.emulator.interpreters import interpreter
from stratiform.local.emulator.process import Emulator
from stratiform.local.state import State
from waiting import until

from ...conftest import ACCOUNT, REGION, LocalCloud, client_of
from .functions import invoke, template

pytestmark = pytest.mark.local

INSPECT = """
import os, sys, importlib.util
def handler(event, context):
    import boto3
    return {
        "environment": dict(os.environ),
        "version": "%d.%d" % sys.version_info[:2],
        "path": sys.path,
        "found": [name for name in ("boto3", "dateutil", "ministack", "pydantic", "stratiform", "psutil")
                  if importlib.util.find_spec(name)],
        "who": boto3.client("sts").get_caller_identity()["Arn"],
    }
"""


@pytest.fixture(scope="module")
def seen(local_cloud: LocalCloud, deploy: Callable[..., Any]) -> dict[str, Any]:
    variables = {
        "Environment": {"Variables": {"TABLE": "a table", "LOG_LEVEL": "INFO", "PYTHONPATH": "/declared"}}
    }
    deploy("inspect", template("inspect", INSPECT, **variables))
    answer: dict[str, Any] = invoke(local_cloud.client("lambda"), "inspect")
    return answer


def test_modules_are_the_bundles_and_the_sdks(seen: dict[str, Any]) -> None:
    assert seen["found"] == ["boto3", "dateutil"]
    assert seen["path"][0] == "/declared" or seen["path"][1] == "/declared"
    assert not any("site-packages" in part for part in seen["path"])


def test_variables_are_the_declared_ones_and_awss(seen: dict[str, Any]) -> None:
    environment = seen["environment"]
    assert environment["TABLE"] == "a table"
    assert environment["LOG_LEVEL"] == "INFO"
    assert environment["AWS_EXECUTION_ENV"] == "AWS_Lambda_python3.11"
    assert environment["AWS_LAMBDA_FUNCTION_NAME"] == "inspect"
    assert environment["AWS_REGION"] == environment["AWS_DEFAULT_REGION"] == REGION
    assert environment["_HANDLER"] == "index.handler"
    foreign = {"PWD", "SHELL", "USER", "VIRTUAL_ENV", "STRATIFORM_STATE", "GATEWAY_PORT", "STATE_DIR", "AUTH"}
    assert foreign.isdisjoint(environment)
    assert not any(name.startswith("PYTEST") for name in environment)


def test_the_caller_is_the_functions_role(seen: dict[str, Any], local_cloud: LocalCloud) -> None:
    assert seen["who"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/inspect-role/inspect"
    assert seen["environment"]["AWS_ENDPOINT_URL"] == local_cloud.emulator.endpoint
    assert seen["environment"]["AWS_ACCESS_KEY_ID"].startswith("ASIA")


def test_nothing_of_the_hosts_environment_reaches_a_function(
    fresh_state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign = {
        "AWS_PROFILE": "production",
        "AWS_ACCESS_KEY_ID": "AKIAHOST",
        "AWS_ENDPOINT_URL": "https://elsewhere.example",
        "HTTPS_PROXY": "http://127.0.0.1:9",
        "HTTP_PROXY": "http://127.0.0.1:9",
        "PYTHONPATH": "/host",
        "NODE_PATH": "/host",
        "HOST_SECRET": "secret",
    }
    for name, value in foreign.items():
        monkeypatch.setenv(name, value)
    emulator = process.start(fresh_state, port=None, account=ACCOUNT, region=REGION).emulator
    own = psutil.Process(emulator.pid).environ()
    assert set(foreign).isdisjoint(own)
    for name in foreign:
        monkeypatch.delenv(name)
    create(emulator, "import os\ndef handler(event, context): return dict(os.environ)")
    seen = invoke(client_of(emulator, "lambda"), "f")
    assert {name for name in foreign if seen.get(name) == foreign[name]} == set()


CUSTOM = f"""#!{sys.executable} -IS
import json, os, urllib.request
base = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/invocation/"
while True:
    with urllib.request.urlopen(base + "next") as event:
        request = event.headers["Lambda-Runtime-Aws-Request-Id"]
    answer = json.dumps(dict(os.environ)).encode()
    urllib.request.urlopen(base + request + "/response", data=answer).close()
"""


def test_a_custom_runtime_is_isolated_too(fresh_state: State) -> None:
    emulator = process.start(fresh_state, port=None, account=ACCOUNT, region=REGION).emulator
    # AUTH is also a name in the emulator's own environment.
    variables = {"Environment": {"Variables": {"TABLE": "a table", "AUTH": "declared"}}}
    create(emulator, CUSTOM, file="bootstrap", Runtime="provided.al2023", **variables)
    seen = invoke(client_of(emulator, "lambda"), "f")
    assert (seen["TABLE"], seen["AUTH"]) == ("a table", "declared")
    assert seen["AWS_ENDPOINT_URL"] == emulator.endpoint
    assert {"STRATIFORM_STATE", "GATEWAY_PORT", "STATE_DIR"}.isdisjoint(seen)


def create(emulator: Emulator, code: str, *, file: str = "index.py", **properties: Any) -> None:
    """A function ``f`` made through Lambda's own API."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        entry = zipfile.ZipInfo(file)
        entry.external_attr = 0o755 << 16
        archive.writestr(entry, code)
    client_of(emulator, "iam").create_role(RoleName="r", AssumeRolePolicyDocument="{}")
    client_of(emulator, "lambda").create_function(
        **{
            "FunctionName": "f",
            "Runtime": "python3.11",
            "Role": f"arn:aws:iam::{ACCOUNT}:role/r",
            "Handler": "index.handler",
            "Timeout": 600,
            "Code": {"ZipFile": buffer.getvalue()},
            **properties,
        }
    )


@pytest.mark.parametrize("runtime", ["python3.12", "python3.13"])
def test_the_declared_version_runs_where_the_machine_has_it(
    local_cloud: LocalCloud, deploy: Callable[..., Any], runtime: str
) -> None:
    name = f"version-{runtime.replace('.', '-')}"
    deploy(name, template(name, INSPECT, runtime=runtime))
    expected = interpreter(runtime.removeprefix("python")).version
    assert invoke(local_cloud.client("lambda"), name)["version"] == expected


def test_first_calls_at_once_all_succeed(fresh_state: State) -> None:
    emulator = process.start(fresh_state, port=None, account=ACCOUNT, region=REGION).emulator
    create(emulator, "def handler(event, context):\n    import boto3\n    return event")
    clients = [client_of(emulator, "lambda") for _ in range(4)]
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda client: invoke(client, "f", 1), clients))
    assert answers == [1, 1, 1, 1]


NODE = """
exports.handler = async () => {
  let foreign = "none";
  try { require("left-behind"); foreign = "require"; } catch (error) { foreign = error.code; }
  let imported = "none";
  try { await import("left-behind"); imported = "import"; } catch (error) { imported = error.code; }
  return { version: process.version, environment: process.env, foreign, imported };
};
"""


def test_a_node_function_runs_on_the_wheels_node_and_sees_no_folder_above(
    local_cloud: LocalCloud, deploy: Callable[..., Any]
) -> None:
    # A TypeScript app has both beside the state: MiniStack would take them for the function's own.
    above = local_cloud.state.app
    package = above / "node_modules" / "left-behind"
    package.mkdir(parents=True)
    (package / "index.js").write_text("module.exports = 1;")
    (above / "package.json").write_text('{"type": "module"}')
    variables = {"Environment": {"Variables": {"TABLE": "a table"}}}
    deploy("node", template("node", NODE, runtime="nodejs22.x", **variables))
    seen = invoke(local_cloud.client("lambda"), "node")
    assert seen["version"].startswith("v24.")
    assert (seen["foreign"], seen["imported"]) == ("MODULE_NOT_FOUND", "ERR_MODULE_NOT_FOUND")
    assert seen["environment"]["TABLE"] == "a table"
    assert {"STRATIFORM_STATE", "GATEWAY_PORT", "NODE_PATH"}.isdisjoint(seen["environment"])


def test_workers_die_with_the_emulator_even_in_the_middle_of_a_call(fresh_state: State) -> None:
    emulator = process.start(fresh_state, port=None, account=ACCOUNT, region=REGION).emulator
    create(emulator, "import subprocess\ndef handler(event, context): subprocess.run(['sleep', '600'])")
    client_of(emulator, "lambda").invoke(FunctionName="f", InvocationType="Event")
    children = psutil.Process(emulator.pid).children
    until(lambda: any(words(each)[:1] == ["sleep"] for each in children(recursive=True)))
    everything = psutil.Process(emulator.pid).children(recursive=True)
    psutil.Process(emulator.pid).kill()
    until(lambda: not any(_lives(p) for p in everything))


def _lives(process_: psutil.Process) -> bool:
    try:
        return process_.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


LOG = """
import logging
logger = logging.getLogger("orders")
logger.setLevel(logging.INFO)
def handler(event, context):
    logger.info("one order")
"""


def test_what_a_function_logs_with_logging_is_in_its_log(
    local_cloud: LocalCloud, deploy: Callable[..., Any]
) -> None:
    deploy("logging", template("logging", LOG))
    invoke(local_cloud.client("lambda"), "logging")
    logs = local_cloud.client("logs")

    def written() -> list[str]:
        events = logs.filter_log_events(logGroupName="/aws/lambda/logging")["events"]
        return [event["message"] for event in events if "one order" in event["message"]]

    [line] = until(written)
    assert "[INFO]" in line
