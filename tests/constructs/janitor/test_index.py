"""What a killed task leaves is removed: its queue and its subscription, and nothing of those that live."""

from __future__ import annotations

import importlib.util
import json
import signal
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import boto3
import pytest
from tests.local.conftest import LocalCloud, local_cloud

import stratiform.constructs
from agent.process import agent, queues, told
from waiting import until

__all__ = ["local_cloud"]
pytestmark = pytest.mark.local

CLUSTER = "arn:aws:ecs:us-east-1:000000000000:cluster/main"


@contextmanager
def metadata(*tasks: str) -> Iterator[list[str]]:
    """The task metadata endpoint of each task, as ECS puts it into a container."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            task = tasks[int(self.path.split("/")[1])]
            body = json.dumps({"Cluster": "main", "TaskARN": task, "Family": "web"}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield [f"http://127.0.0.1:{server.server_port}/{number}" for number in range(len(tasks))]
        finally:
            server.shutdown()
            thread.join()


def stopped(task: str) -> dict[str, Any]:
    """https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html"""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "ECS Task State Change",
        "source": "aws.ecs",
        "account": "000000000000",
        "time": "2026-01-19T17:05:53Z",
        "region": "us-east-1",
        "resources": [task],
        "detail": {
            "clusterArn": CLUSTER,
            "containers": [{"name": "config-agent", "lastStatus": "STOPPED", "exitCode": 137}],
            "desiredStatus": "STOPPED",
            "lastStatus": "STOPPED",
            "stopCode": "EssentialContainerExited",
            "taskArn": task,
        },
    }


@pytest.fixture
def handler(local_cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch) -> Any:
    variables = {
        "AWS_ENDPOINT_URL": local_cloud.emulator.endpoint,
        "AWS_ACCESS_KEY_ID": local_cloud.emulator.account,
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    path = Path(stratiform.constructs.__file__).parent / "janitor" / "index.py"
    spec = importlib.util.spec_from_file_location("janitor_index", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.handler


def test_a_killed_tasks_queue_and_subscription_go_and_those_of_the_living_stay(
    local_cloud: LocalCloud, tmp_path: Path, handler: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = f"jan{uuid.uuid4().hex[:6]}"
    sns, sqs, secrets = (local_cloud.client(name) for name in ("sns", "sqs", "secretsmanager"))
    topic = sns.create_topic(Name=service)["TopicArn"]
    monkeypatch.setenv("TOPIC_ARN", topic)
    secret = secrets.create_secret(Name=service, SecretString="one-secret-value")["ARN"]
    tasks = [f"arn:aws:ecs:us-east-1:000000000000:task/main/{uuid.uuid4().hex}" for _ in range(3)]

    def subscribed() -> set[str]:
        found = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
        return {each["Endpoint"].rpartition(":")[2] for each in found}

    def names() -> set[str]:
        return {url.rpartition("/")[2] for url in queues(local_cloud, service)}

    with metadata(*tasks) as endpoints:
        variables = {"EVENTS_TOPIC_ARN": topic, "SERVICE_NAME": service}
        endpoint = local_cloud.emulator.endpoint
        with (
            agent(endpoint, tmp_path, ECS_CONTAINER_METADATA_URI_V4=endpoints[0], **variables) as killed,
            agent(endpoint, tmp_path, ECS_CONTAINER_METADATA_URI_V4=endpoints[1], **variables) as silent,
            agent(endpoint, tmp_path, ECS_CONTAINER_METADATA_URI_V4=endpoints[2], **variables) as living,
        ):
            until(lambda: len(subscribed()) == 3)
            assert names() == subscribed()
            for each in (killed, silent):
                each.process.send_signal(signal.SIGKILL)
                each.process.wait(10)

            assert handler(stopped(tasks[0]), None) == {"removed": 1}
            assert handler(stopped(tasks[0]), None) == {"removed": 0}
            assert len(names()) == 2
            assert names() == subscribed()

            assert handler({"source": "aws.events", "detail-type": "Scheduled Event"}, None)["removed"] == 0
            for url in queues(local_cloud, service):
                if sqs.list_queue_tags(QueueUrl=url)["Tags"]["stratiform:task"] == tasks[1]:
                    hours_ago = {"stratiform:heartbeat": str(int(time.time()) - 2 * 3600)}
                    sqs.tag_queue(QueueUrl=url, Tags=hours_ago)
            assert handler({"source": "aws.events", "detail-type": "Scheduled Event"}, None)["removed"] == 1
            assert len(names()) == 1
            assert names() == subscribed()

            assert living.value(secret) == "one-secret-value"
            put = secrets.put_secret_value(SecretId=secret, SecretString="two-secret-value")
            told(topic, local_cloud, secret, put["VersionId"])
            until(lambda: living.value(secret) == "two-secret-value")
    until(lambda: not names())
    assert len(subscribed()) == 1  # a task may remove its queue alone
    assert handler(stopped(tasks[2]), None) == {"removed": 1}
    assert not subscribed()
