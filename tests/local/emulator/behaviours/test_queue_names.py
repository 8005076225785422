"""Names of queues are refused as SQS refuses them."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import Stack

from stratiform.local.emulator.behaviours.queue_names import problem


@pytest.mark.parametrize("name", ["a", "Orders_and-more-1", "x" * 80])
def test_what_a_standard_queue_may_be_called(name: str) -> None:
    assert problem(name, is_fifo=False) is None


@pytest.mark.parametrize("name", ["a.b", "a b", "orders/new", "Bestellungen-für", "x" * 81, "a.fifo", "a\n"])
def test_what_a_standard_queue_may_not_be_called(name: str) -> None:
    assert "1 to 80 in length" in str(problem(name, is_fifo=False))


@pytest.mark.parametrize("name", ["a.fifo", "x" * 75 + ".fifo"])
def test_what_a_fifo_queue_may_be_called(name: str) -> None:
    assert problem(name, is_fifo=True) is None


@pytest.mark.parametrize("name", ["a", ".fifo", "a.b.fifo", "x" * 76 + ".fifo", "a.FIFO"])
def test_what_a_fifo_queue_may_not_be_called(name: str) -> None:
    assert "must end with .fifo suffix" in str(problem(name, is_fifo=True))


@pytest.mark.local
@pytest.mark.parametrize(
    ("name", "attributes"),
    [("or.ders", {}), ("orders.fifo", {}), ("x" * 81, {}), ("orders", {"FifoQueue": "true"})],
)
def test_the_api_refuses_it(local_cloud: LocalCloud, name: str, attributes: dict[str, str]) -> None:
    with pytest.raises(ClientError) as refused:
        local_cloud.client("sqs").create_queue(QueueName=name, Attributes=attributes)
    assert refused.value.response["Error"]["Code"] == "InvalidParameterValue"


@pytest.mark.local
def test_a_template_fails_with_the_rule(stack: Stack) -> None:
    queue: dict[str, Any] = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders.new"}}
    with pytest.raises(AssertionError, match="1 to 80 in length"):
        stack.up({"Orders": queue})
    fifo = {"QueueName": "queue-names.fifo", "FifoQueue": True}
    stack.down()
    stack.up(
        {"Orders": {"Type": "AWS::SQS::Queue", "Properties": fifo}, "Unnamed": {"Type": "AWS::SQS::Queue"}}
    )
