"""A change reaches every task: real agents, a real queue each, and what remains when they are killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import uuid
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.local.conftest import LocalCloud

from agent.process import TOKEN, agent, queues, told
from waiting import PATIENCE, until

pytestmark = pytest.mark.local


def test_one_event_reaches_three_agents_and_their_queues_go_with_them(
    local_cloud: LocalCloud, tmp_path: Path
) -> None:
    service = f"web{uuid.uuid4().hex[:6]}"
    secrets = local_cloud.client("secretsmanager")
    made = secrets.create_secret(Name=f"{service}/password", SecretString="one-secret-value")
    topic = local_cloud.client("sns").create_topic(Name=service)["TopicArn"]
    with ExitStack() as stack:
        agents = [
            stack.enter_context(
                agent(local_cloud.emulator.endpoint, tmp_path, EVENTS_TOPIC_ARN=topic, SERVICE_NAME=service)
            )
            for _ in range(3)
        ]
        assert {each.value(made["ARN"]) for each in agents} == {"one-secret-value"}
        until(
            lambda: (
                len(local_cloud.client("sns").list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"])
                == 3
            )
        )
        put = secrets.put_secret_value(SecretId=made["ARN"], SecretString="two-secret-value")
        assert {each.value(f"{service}/password") for each in agents} == {"one-secret-value"}
        told(topic, local_cloud, made["ARN"], put["VersionId"])
        until(lambda: {each.value(made["ARN"]) for each in agents} == {"two-secret-value"})
        agents[0].process.send_signal(signal.SIGKILL)
        agents[0].process.wait(PATIENCE)
        assert len(queues(local_cloud, service)) == 3
    until(lambda: len(queues(local_cloud, service)) == 1)


def test_one_event_in_a_queue_that_is_shared_reaches_every_agent(
    local_cloud: LocalCloud, tmp_path: Path
) -> None:
    name = f"shared{uuid.uuid4().hex[:6]}"
    secrets, sqs = local_cloud.client("secretsmanager"), local_cloud.client("sqs")
    arn = secrets.create_secret(Name=name, SecretString="one-secret-value")["ARN"]
    topic = local_cloud.client("sns").create_topic(Name=name)["TopicArn"]
    queue = f"arn:aws:sqs:us-east-1:000000000000:{name}"
    sends = {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": queue}
    policy = {
        "Version": "2012-10-17",
        "Statement": [{**sends, "Principal": {"Service": "sns.amazonaws.com"}}],
    }
    url = sqs.create_queue(QueueName=name, Attributes={"Policy": json.dumps(policy)})["QueueUrl"]
    local_cloud.client("sns").subscribe(
        TopicArn=topic,
        Protocol="sqs",
        Endpoint=queue,
        Attributes={"RawMessageDelivery": "true"},
    )
    variables = {"EVENTS_QUEUE_URL": url, "SERVICE_NAME": name}
    with ExitStack() as stack:
        agents = [
            stack.enter_context(agent(local_cloud.emulator.endpoint, tmp_path, **variables)) for _ in range(3)
        ]
        assert {each.value(name) for each in agents} == {"one-secret-value"}
        until(lambda: all("agent_events_connected 1" in each.metrics() for each in agents))
        put = secrets.put_secret_value(SecretId=arn, SecretString="two-secret-value")
        told(topic, local_cloud, arn, put["VersionId"])
        until(lambda: {each.value(name) for each in agents} == {"two-secret-value"})
    assert queues(local_cloud, name) == [], "an agent made a queue of its own"
    assert sqs.list_queues(QueueNamePrefix=name)["QueueUrls"] == [url], "an agent deleted what others need"


def test_without_a_topic_the_poll_converges(local_cloud: LocalCloud, tmp_path: Path) -> None:
    name = f"poll-{uuid.uuid4().hex[:6]}"
    secrets = local_cloud.client("secretsmanager")
    secrets.create_secret(Name=name, SecretString="one")
    with agent(local_cloud.emulator.endpoint, tmp_path, SECRETS_TTL="1") as one:
        assert one.value(name) == "one"
        secrets.put_secret_value(SecretId=name, SecretString="two")
        until(lambda: one.value(name) == "two")


def test_where_a_queue_may_not_be_made_the_agent_serves_and_says_so(
    local_cloud: LocalCloud, tmp_path: Path
) -> None:
    topic = "arn:aws:sns:us-east-1:000000000000:missing"
    name = f"denied-{uuid.uuid4().hex[:6]}"
    local_cloud.client("secretsmanager").create_secret(Name=name, SecretString="one")
    with agent(local_cloud.emulator.endpoint, tmp_path, EVENTS_TOPIC_ARN=topic) as one:
        assert one.value(name) == "one"
        until(lambda: "no events for now, the poll goes on" in one.log.read_text())


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"AWS_TOKEN": ""}, "There is no token that callers must show."),
        ({"AWS_REGION": ""}, "The region is not known."),
        ({"SECRETS_TTL": "soon"}, "SECRETS_TTL is 'soon'"),
        ({"SECRETS_HTTP_HOST": "0.0.0.0", "AWS_TOKEN": "short"}, "needs a token of at least 32 bytes"),
        ({"EVENTS_TOPIC_ARN": "events"}, "EVENTS_TOPIC_ARN is 'events'"),
    ],
)
def test_what_is_wrong_at_the_start_is_told_once(variables: dict[str, str], says: str) -> None:
    environment = {"PATH": os.environ["PATH"], "AWS_TOKEN": TOKEN, "AWS_REGION": "us-east-1", **variables}
    done = subprocess.run(
        [sys.executable, "-m", "stratiform.agent"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 1
    assert says in done.stderr
    assert "fix: " in done.stderr
    assert "Traceback" not in done.stderr
    assert variables.get("AWS_TOKEN") != "short" or "short" not in done.stderr
