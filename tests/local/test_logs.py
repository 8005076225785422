"""Each line is read once, with the construct that wrote it, in the order of time."""

from __future__ import annotations

import time

import pytest

from local.functions import function
from stratiform.errors import WrongUse
from stratiform.local.cloud import Cloud
from stratiform.local.deployment import Deployment, Placed
from stratiform.local.logs import Group, Line, Tail, groups

pytestmark = pytest.mark.local


def write(cloud: Cloud, group: str, *messages: tuple[float, str], stream: str = "one") -> Group:
    logs = cloud.logs()
    logs.create_log_group(logGroupName=group)
    logs.create_log_stream(logGroupName=group, logStreamName=stream)
    more(cloud, group, *messages, stream=stream)
    return Group(cloud.default, group, f"Shop/{group}")


def more(cloud: Cloud, group: str, *messages: tuple[float, str], stream: str = "one") -> None:
    events = [{"timestamp": int(moment * 1000), "message": text} for moment, text in messages]
    cloud.logs().put_log_events(logGroupName=group, logStreamName=stream, logEvents=events)


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


def test_a_line_is_given_once_even_when_another_is_equal(cloud: Cloud) -> None:
    now = time.time()
    tail = Tail((write(cloud, "tail-once", (now, "same"), (now, "same")),), cloud, since=now - 60)
    assert texts(tail.poll()) == ["same", "same"]
    assert tail.poll() == []
    more(cloud, "tail-once", (now, "same"))
    assert texts(tail.poll()) == ["same"]


def test_a_line_that_arrives_late_is_given(cloud: Cloud) -> None:
    now = time.time()
    tail = Tail((write(cloud, "tail-late", (now, "second")),), cloud, since=now - 60)
    tail.poll()
    more(cloud, "tail-late", (now - 2, "first"))
    assert texts(tail.poll()) == ["first"]


def test_lines_of_several_groups_are_in_the_order_of_time(cloud: Cloud) -> None:
    now = time.time()
    one = write(cloud, "tail-a", (now - 1, "2"), (now - 3, "0"))
    two = write(cloud, "tail-b", (now - 2, "1"))
    assert texts(Tail((one, two), cloud, since=now - 60).poll()) == ["0", "1", "2"]


def test_what_is_older_is_left_out(cloud: Cloud) -> None:
    now = time.time()
    group = write(cloud, "tail-since", (now - 100, "old"), (now, "new"))
    assert texts(Tail((group,), cloud, since=now - 10).poll()) == ["new"]


def test_a_group_that_is_not_there_yet_has_no_lines(cloud: Cloud) -> None:
    assert Tail((Group(cloud.default, "tail-none", "x"),), cloud, since=0.0).poll() == []


def test_a_function_is_followed_by_its_path_and_its_group_told_once(cloud: Cloud) -> None:
    deployment = function(cloud, "followed")
    group = Placed("Shop", "G", "Shop/G", "AWS::Logs::LogGroup", "/aws/lambda/followed", cloud.default)
    both = Deployment(cloud.endpoint, cloud.default, resources=(group, *deployment.resources))
    assert groups(both, cloud) == (Group(cloud.default, "/aws/lambda/followed", "Shop/followed"),)
    cloud.functions().invoke(FunctionName="followed", Payload=b'{"n": 4}')
    lines = Tail(groups(both, cloud, "followed"), cloud, since=time.time() - 60).poll()
    assert [line.text for line in lines if not line.is_platform] == ["got 4"]


def test_an_unknown_name_is_an_error(cloud: Cloud) -> None:
    with pytest.raises(WrongUse, match="no function, service or log group called 'x'"):
        groups(Deployment(cloud.endpoint, cloud.default), cloud, "x")
