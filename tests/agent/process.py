"""Real agents: each a process of its own, as in a task."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import re
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from typing import Any

from tests.local.conftest import LocalCloud

from agent.service import FakeAws, serving
from waiting import PATIENCE, until

TOKEN = "t" * 40


@dataclass
class Agent:
    """A real agent: its process, and where it listens."""

    process: subprocess.Popen[bytes]
    port: int
    configurations: int
    log: Path

    def secret(self, secret_id: str) -> tuple[int, dict[str, Any], dict[str, str]]:
        """What it answers about a secret: status, body and headers."""
        return self._asked(self.port, f"/secretsmanager/get?secretId={secret_id}")

    def value(self, secret_id: str) -> str:
        """The secret's value; an answer without one fails."""
        status, body, _ = self.secret(secret_id)
        assert status == 200, body
        found: str = body["SecretString"]
        return found

    def configuration(self, name: str) -> tuple[int, str, dict[str, str]]:
        """What it answers about ``App:Env:Profile``: status, body and headers."""
        application, environment, profile = name.split(":")
        path = f"/applications/{application}/environments/{environment}/configurations/{profile}"
        return self._text(self.configurations, path)

    def is_ready(self) -> bool:
        """Whether it says that it has what it fetches first."""
        return self._text(self.configurations, "/ready")[0] == 200

    def metrics(self) -> str:
        """The text of /metrics."""
        return self._text(self.configurations, "/metrics")[1]

    def _asked(self, port: int, path: str) -> tuple[int, dict[str, Any], dict[str, str]]:
        status, body, headers = self._text(port, path)
        return status, json.loads(body), headers

    def _text(self, port: int, path: str) -> tuple[int, str, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={"X-Aws-Parameters-Secrets-Token": TOKEN})
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), dict(answer.getheaders())
        finally:
            connection.close()


@contextmanager
def agent(endpoint: str, folder: Path, **variables: str) -> Iterator[Agent]:
    log = folder / f"{uuid.uuid4().hex}.log"
    environment = {
        "PATH": os.environ["PATH"],
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "000000000000",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_TOKEN": TOKEN,
        "SECRETS_HTTP_PORT": "0",
        "HTTP_PORT": "0",
        "LOG_LEVEL": "trace",
        **variables,
    }
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "stratiform.agent"], env=environment, stdout=stream, stderr=stream
        )
    try:
        found = until(lambda: re.search(r"serving secrets on localhost:(\d+)", log.read_text()))
        other = until(lambda: re.search(r"serving on localhost:(\d+)", log.read_text()))
        yield Agent(process, int(found[1]), int(other[1]), log)
    finally:
        process.terminate()
        process.wait(PATIENCE)
    told = log.read_text()
    assert TOKEN not in told
    assert "-value" not in told, "the tests' secrets end so, and no log holds one"
    assert "Traceback" not in told


def told(topic: str, cloud: LocalCloud, arn: str, version: str) -> None:
    """Say to the topic what EventBridge would."""
    event: dict[str, Any] = {
        "source": "aws.secretsmanager",
        "detail-type": "Secret Label Updated",
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "resources": [arn],
        "detail": {"name": "x", "labelUpdated": "AWSCURRENT", "versionId": version},
    }
    cloud.client("sns").publish(TopicArn=topic, Message=json.dumps(event))


def queues(cloud: LocalCloud, service: str) -> list[str]:
    found = cloud.client("sqs").list_queues(QueueNamePrefix=f"cfg-{service}-")
    return list(found.get("QueueUrls", ()))


@contextmanager
def reachable(state: FakeAws, port: int = 0) -> Iterator[int]:
    """The fake services on a socket, from a thread of their own; their port."""
    ports: Queue[int] = Queue()
    ended = threading.Event()

    async def body() -> None:
        async with serving(state, port) as aws:
            ports.put(int(aws.variables["AWS_ENDPOINT_URL"].rpartition(":")[2]))
            while not ended.is_set():
                await asyncio.sleep(0.02)

    thread = threading.Thread(target=asyncio.run, args=(body(),))
    thread.start()
    try:
        yield ports.get(timeout=PATIENCE)
    finally:
        ended.set()
        thread.join()
