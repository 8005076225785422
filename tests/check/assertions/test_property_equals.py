from typing import Any

import pytest

from check.asserting import answer, shown, verdict

QUEUE = "AWS::SQS::Queue"
FIFO = {"types": [QUEUE], "path": "FifoQueue", "value": True}


@pytest.mark.parametrize(
    ("properties", "wanted"),
    [
        ({"FifoQueue": True}, "PASS"),
        ({"FifoQueue": "true"}, "PASS"),
        ({"FifoQueue": False}, "FAIL"),
        ({}, "FAIL"),
    ],
)
def test_a_value_must_be_the_one(properties: dict[str, Any], wanted: str) -> None:
    assert verdict("property_equals", FIFO, {"Queue": (QUEUE, properties)}) == wanted


def test_numbers_may_be_written_as_text() -> None:
    given = {"types": [QUEUE], "path": "DelaySeconds", "value": 5}
    assert verdict("property_equals", given, {"Queue": (QUEUE, {"DelaySeconds": "5"})}) == "PASS"


def test_a_value_that_is_not_known_is_not_judged() -> None:
    sections = {"Parameters": {"Fifo": {"Type": "String"}}}
    assert verdict(
        "property_equals", FIFO, {"Queue": (QUEUE, {"FifoQueue": {"Ref": "Fifo"}})}, **sections
    ) == ("NOT-APPLICABLE")


def test_what_is_absent_may_have_a_default_or_be_left_out() -> None:
    queue = {"Queue": (QUEUE, {})}
    assert verdict("property_equals", {**FIFO, "value": False, "default": False}, queue) == "PASS"
    assert verdict("property_equals", {**FIFO, "skip_absent": True}, queue) == "NOT-APPLICABLE"


def test_each_member_of_a_list_is_judged() -> None:
    task = "AWS::ECS::TaskDefinition"
    given = {"types": [task], "path": "ContainerDefinitions[].Essential", "value": True}
    containers = [{"Name": "web", "Essential": True}, {"Name": "log", "Essential": False}]
    row = answer("property_equals", given, {"Task": (task, {"ContainerDefinitions": containers})})
    assert (row.verdict, shown(row)) == ("FAIL", ["Task"])
    assert row.says == "ContainerDefinitions[1].Essential of Task is False, not True."


def test_only_those_asked_for_are_judged() -> None:
    queues = {"One": (QUEUE, {"FifoQueue": True, "QueueName": "a"}), "Two": (QUEUE, {"QueueName": "b"})}
    row = answer("property_equals", {**FIFO, "where": {"QueueName": "a"}}, queues)
    assert (row.verdict, shown(row)) == ("PASS", ["One"])
