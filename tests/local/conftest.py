"""A real emulator for tests marked ``local``: its own process, port and state."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import boto3
import pytest
from botocore.config import Config

from stratiform.local.cloud import Cloud
from stratiform.local.emulator import process
from stratiform.local.emulator.process import Emulator
from stratiform.local.state import State
from stratiform.local.target import Target

ACCOUNT, REGION = "000000000000", "us-east-1"
WAIT = {"Delay": 0.1, "MaxAttempts": 600}
"""For a waiter of CloudFormation, whose own patience is 120 calls."""


@dataclass(frozen=True)
class LocalCloud:
    """A running emulator; ``client("s3")`` is a boto3 client with the root user's credentials."""

    state: State
    emulator: Emulator

    def client(self, service: str, **credentials: str) -> Any:
        return client_of(self.emulator, service, **credentials)


def client_of(emulator: Emulator, service: str, **credentials: str) -> Any:
    """A client, made once: a session reads the service's model anew, for a tenth of a second."""
    with _LOCK:
        return _client_of(emulator, service, **credentials)


_LOCK = threading.Lock()  # a session makes one client at a time


@functools.cache
def _session() -> boto3.session.Session:
    return boto3.session.Session()


@functools.cache
def _client_of(emulator: Emulator, service: str, **credentials: str) -> Any:
    keys = {"aws_access_key_id": emulator.account, "aws_secret_access_key": "test", **credentials}
    client = _session().client(
        service,
        region_name=emulator.region,
        endpoint_url=emulator.endpoint,
        config=Config(retries={"max_attempts": 0}, inject_host_prefix=False),
        **keys,
    )
    client.meta.events.register("before-send", _close)
    return client


def _close(request: Any, **_: Any) -> None:
    """A connection that is kept may be closed by its server in the moment of the next call."""
    request.headers["Connection"] = "close"


@pytest.fixture(scope="session")
def local_cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    """One emulator for every test of this worker; use names that no other test uses."""
    state = State.of(tmp_path_factory.mktemp("local-cloud"))
    started = process.start(state, port=None, account=ACCOUNT, region=REGION)
    try:
        yield LocalCloud(state, started.emulator)
    finally:
        process.stop(state)


@pytest.fixture
def fresh_state(tmp_path: Any) -> Iterator[State]:
    """The state of an app of its own; whatever a test starts in it is stopped."""
    state = State.of(tmp_path)
    try:
        yield state
    finally:
        process.stop(state)


@pytest.fixture(scope="session")
def deploy(local_cloud: LocalCloud) -> Callable[..., dict[str, str]]:
    """``deploy(name, template, **parameters) -> outputs``: create or update a stack and wait for it."""
    cloudformation = local_cloud.client("cloudformation")

    def deploy_(name: str, template: dict[str, Any], **parameters: str) -> dict[str, str]:
        arguments = {
            "StackName": name,
            "TemplateBody": json.dumps(template),
            "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
            "Parameters": [{"ParameterKey": k, "ParameterValue": v} for k, v in parameters.items()],
        }
        existing = {
            stack["StackName"]
            for stack in cloudformation.describe_stacks()["Stacks"]
            if stack["StackStatus"] != "DELETE_COMPLETE"
        }
        verb = "update" if name in existing else "create"
        getattr(cloudformation, f"{verb}_stack")(**arguments)
        waiter = cloudformation.get_waiter(f"stack_{verb}_complete")
        try:
            waiter.wait(StackName=name, WaiterConfig=WAIT)
        except Exception as error:
            events = cloudformation.describe_stack_events(StackName=name)["StackEvents"]
            reasons = [
                (e["LogicalResourceId"], e["ResourceStatusReason"])
                for e in events
                if e.get("ResourceStatusReason")
            ]
            raise AssertionError(reasons) from error
        outputs = cloudformation.describe_stacks(StackName=name)["Stacks"][0].get("Outputs", [])
        return {output["OutputKey"]: output["OutputValue"] for output in outputs}

    return deploy_


@pytest.fixture(scope="session")
def cloud(local_cloud: LocalCloud) -> Iterator[Cloud]:
    """Our own clients of the shared emulator."""
    clients = Cloud(local_cloud.emulator.endpoint, Target(ACCOUNT, REGION))
    yield clients
    clients.close()


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """Install a container engine that tells of itself alone; its DOCKER_HOST."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def install(*, networks: tuple[Any, ...] = (), component: str = "Engine", status: int = 200) -> str:
        version = {"ApiVersion": "1.44", "Components": [{"Name": component}]}

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                told = version if self.path.endswith("/version") else networks
                content = json.dumps(told).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: Any) -> None:
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        host = f"tcp://127.0.0.1:{server.server_port}"
        monkeypatch.setenv("DOCKER_HOST", host)
        return host

    yield install
    for server in servers:
        server.shutdown()
        server.server_close()
