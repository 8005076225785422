"""A call about a log stream is judged by the stream, so that a grant on a log group's ARN is enough."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from tests.local.conftest import LocalCloud

pytestmark = pytest.mark.local

REGION = "us-east-1"
GROUP = f"arn:aws:logs:{REGION}:000000000000:log-group:judged"
DENIED = "AccessDeniedException"


@pytest.fixture
def logs(local_cloud: LocalCloud) -> Iterator[Any]:
    """A client of CloudWatch Logs for a user who may do everything with one log group, by its ARN."""
    iam = local_cloud.client("iam")
    owner = local_cloud.client("logs")
    for name in ("judged", "judged-too"):
        owner.create_log_group(logGroupName=name, tags={"team": "a"})
        owner.create_log_stream(logGroupName=name, logStreamName="one")
    iam.create_user(UserName="reader")
    key = iam.create_access_key(UserName="reader")["AccessKey"]

    def client(resource: str, **condition: Any) -> Any:
        statement = {"Effect": "Allow", "Action": "logs:*", "Resource": resource, **condition}
        document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        iam.put_user_policy(UserName="reader", PolicyName="one", PolicyDocument=document)
        return boto3.client(
            "logs",
            endpoint_url=local_cloud.emulator.endpoint,
            region_name=REGION,
            aws_access_key_id=key["AccessKeyId"],
            aws_secret_access_key=key["SecretAccessKey"],
        )

    try:
        yield client
    finally:
        iam.delete_user_policy(UserName="reader", PolicyName="one")
        iam.delete_access_key(UserName="reader", AccessKeyId=key["AccessKeyId"])
        iam.delete_user(UserName="reader")
        for name in ("judged", "judged-too"):
            owner.delete_log_group(logGroupName=name)


def test_a_grant_on_the_group_covers_its_streams_and_no_other_group(logs: Any) -> None:
    mine = logs(f"{GROUP}:*")
    assert mine.get_log_events(logGroupName="judged", logStreamName="one")["events"] == []
    assert mine.describe_log_streams(logGroupName="judged")["logStreams"]
    with pytest.raises(ClientError) as raised:
        mine.get_log_events(logGroupName="judged-too", logStreamName="one")
    assert raised.value.response["Error"]["Code"] == DENIED


def test_a_grant_on_one_stream_covers_that_stream(logs: Any) -> None:
    mine = logs(f"{GROUP}:log-stream:two")
    with pytest.raises(ClientError) as raised:
        mine.get_log_events(logGroupName="judged", logStreamName="one")
    assert raised.value.response["Error"]["Code"] == DENIED


def test_the_tags_of_the_group_still_count(logs: Any) -> None:
    condition = {"StringEquals": {"aws:ResourceTag/team": "a"}}
    assert logs("*", Condition=condition).get_log_events(logGroupName="judged", logStreamName="one")
    condition = {"StringEquals": {"aws:ResourceTag/team": "b"}}
    with pytest.raises(ClientError):
        logs("*", Condition=condition).get_log_events(logGroupName="judged", logStreamName="one")
