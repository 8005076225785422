"""AWS is away for a while, or takes something away: what a real agent serves meanwhile and afterwards."""

from __future__ import annotations

import json
import time
import uuid
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from tests.local.conftest import LocalCloud

from agent.process import Agent, agent, reachable
from agent.service import FakeAws, arn_of
from stratiform.local.engine.servers.loopback import free_port
from waiting import until

pytestmark = pytest.mark.local
VALUES = ("first-hidden-value", "second-hidden-value", "third-hidden-value")


def assert_secretive(one: Agent) -> None:
    """No value, token or key is in its log, at its most talkative."""
    log = one.log.read_text()
    assert "serving" in log
    for hidden in (*VALUES, "secret-key"):
        assert hidden not in log


def is_stale(one: Agent, value: str) -> bool:
    status, body, headers = one.secret("db")
    assert (status, body["SecretString"]) == (200, value)
    return headers.get("X-Config-Stale") == "1" and int(headers["Age"]) >= 1


def test_while_aws_is_away_the_old_value_is_served_with_its_age_and_then_the_new_one(tmp_path: Path) -> None:
    state = FakeAws()
    state.put("db", VALUES[0])
    keys = {"AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "secret-key"}
    with ExitStack() as stack:
        with reachable(state, free_port()) as port:  # nobody takes it while nothing listens there
            variables = {"SECRETS_TTL": "1", "REQUEST_TIMEOUT": "2s", **keys}
            one = stack.enter_context(agent(f"http://127.0.0.1:{port}", tmp_path, **variables))
            assert one.value("db") == VALUES[0]
            state.silent = True
            until(lambda: is_stale(one, VALUES[0]))
            began = time.monotonic()
            assert all(is_stale(one, VALUES[0]) for _ in range(10))
            assert time.monotonic() - began < 15, "each read waited two seconds for AWS again"
            state.silent = False
            until(lambda: "X-Config-Stale" not in one.secret("db")[2])
        until(lambda: is_stale(one, VALUES[0]))  # refused: nobody listens there now
        state.put("db", VALUES[1])
        with reachable(state, port):
            until(lambda: one.value("db") == VALUES[1])
            assert "X-Config-Stale" not in one.secret("db")[2]
            state.failing = (400, "AccessDeniedException")
            until(lambda: one.secret("db")[1].get("__type") == "AccessDeniedException")
            state.failing = None
            until(lambda: one.secret("db")[0] == 200)
            del state.secrets[arn_of("db")]
            until(lambda: one.secret("db")[1].get("__type") == "ResourceNotFoundException")
    assert_secretive(one)


def test_a_deleted_secret_is_gone_with_the_event_and_not_after_the_poll(
    local_cloud: LocalCloud, tmp_path: Path
) -> None:
    name = f"gone{uuid.uuid4().hex[:6]}"
    secrets, sns = local_cloud.client("secretsmanager"), local_cloud.client("sns")
    arn = secrets.create_secret(Name=name, SecretString=VALUES[0])["ARN"]
    topic = sns.create_topic(Name=name)["TopicArn"]
    endpoint = local_cloud.emulator.endpoint
    with agent(endpoint, tmp_path, EVENTS_TOPIC_ARN=topic, SERVICE_NAME=name) as one:
        assert one.value(name) == VALUES[0]
        until(lambda: "agent_events_connected 1" in one.metrics())
        secrets.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)
        assert one.value(name) == VALUES[0]
        sns.publish(TopicArn=topic, Message=json.dumps(deleted(arn)))
        until(lambda: one.secret(name)[0] == 400)
        assert one.secret(arn)[1]["__type"] == "ResourceNotFoundException"
    assert_secretive(one)


def deleted(arn: str) -> dict[str, Any]:
    """https://docs.aws.amazon.com/secretsmanager/latest/userguide/cloudtrail_log_entries.html"""
    return {
        "source": "aws.secretsmanager",
        "detail-type": "AWS API Call via CloudTrail",
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "detail": {
            "eventTime": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "eventSource": "secretsmanager.amazonaws.com",
            "eventName": "DeleteSecret",
            "requestParameters": {"secretId": arn, "recoveryWindowInDays": 30},
            "responseElements": {"arn": arn, "deletionDate": "Dec 20, 2026, 1:00:00 AM"},
        },
    }
