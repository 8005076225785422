"""A call about a log stream is judged by the stream, so that a grant on a log group's ARN is enough."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError
from tests.local.conftest import LocalCloud

pytestmark = pytest.mark.local

GROUP = "arn:aws:logs:us-east-1:000000000000:log-group:judged"
DENIED = "AccessDeniedException"


@pytest.fixture
def logs(local_cloud: LocalCloud, user: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """A client of CloudWatch Logs for a user who may do everything with what is named, like a log group."""
    owner = local_cloud.client("logs")
    for name in ("judged", "judged-too"):
        owner.create_log_group(logGroupName=name, tags={"team": "a"})
        owner.create_log_stream(logGroupName=name, logStreamName="one")

    def client(resource: str, **condition: Any) -> Any:
        return user("logs", Action="logs:*", Resource=resource, **condition)

    yield client
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
