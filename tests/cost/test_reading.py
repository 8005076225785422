"""What a meter sees of a resource, and what it is told when nothing is known."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cost.bills import GraphOf
from stratiform.cost import Prices
from stratiform.cost.keys import amount, choice, shape
from stratiform.cost.reading import Reading
from stratiform.cost.usage import Stated, Value

KEYS = {
    key.name: key
    for key in (amount("requests", "R.", 1, 2, 3), shape("size", "S.", 10), choice("kind", "K.", "a", "b"))
}
QUEUE = "AWS::SQS::Queue"


@pytest.fixture
def reading(graph_of: GraphOf, prices: Prices) -> Any:
    def of(properties: dict[str, Any], stated: dict[str, Value] | None = None, **told: Any) -> Reading:
        graph = graph_of({"Q": (QUEUE, properties), "T": (QUEUE, {})})
        queue = next(each for each in graph.of_type(QUEUE) if each.path == "Q")
        return Reading(graph, queue, "us-east-1", "staging", KEYS, Stated(stated or {}), prices, **told)

    return of


def test_what_only_a_deployment_knows_is_the_default_and_is_told(reading: Any) -> None:
    found = reading({"Size": {"Ref": "AWS::StackId"}})
    assert found.number("Size", 7) == 7
    assert found.notes == ["Size is known only at deployment: 7 is assumed"]


@pytest.mark.parametrize("wrong", ["many", -1, "NaN", [], True])
def test_what_is_no_amount_is_the_default(reading: Any, wrong: Any) -> None:
    assert reading({"Size": wrong}).number("Size", 7) == 7


def test_an_amount_is_stated_else_the_tiers(reading: Any) -> None:
    assert reading({}).use("requests") == 2
    assert reading({}, {"requests": Decimal(9)}).use("requests") == 9
    assert reading({}, {"size": Decimal(9)}).use("requests") == 0
    assert reading({}, assume=False).use("requests") == 0


def test_a_shape_and_a_choice_have_one_default(reading: Any) -> None:
    assert reading({}, {"requests": Decimal(9)}, assume=False).use("size") == 10
    assert reading({}).choice("kind") == "a"
    assert reading({}, {"kind": "b"}).choice("kind") == "b"


def test_what_was_assumed_is_kept(reading: Any) -> None:
    found = reading({})
    found.use("requests")
    assert found.assumed == {"requests": 2}


def test_a_reference_leads_to_its_resource(reading: Any) -> None:
    redrive = {"deadLetterTargetArn": {"Fn::GetAtt": ["T", "Arn"]}, "maxReceiveCount": 3}
    found = reading({"RedrivePolicy": redrive})
    assert found.refers("RedrivePolicy").path == "T"
    assert found.refers("RedrivePolicy", "AWS::SNS::Topic") is None
    assert found.refers("Other") is None
    assert found.other(found.refers("RedrivePolicy")).referring(QUEUE)[0].path == "Q"
