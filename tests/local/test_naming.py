"""A name is a path, the end of one, a logical id or a physical name."""

from __future__ import annotations

import pytest

from stratiform.errors import WrongUse
from stratiform.local.deployment import Placed
from stratiform.local.naming import named, shown
from stratiform.local.target import Target


def placed(path: str, logical_id: str, physical_id: str) -> Placed:
    target = Target("000000000000", "us-east-1")
    return Placed("Shop", logical_id, path, "AWS::Lambda::Function", physical_id, target)


ORDERS = placed("Shop/Orders/Handler/Resource", "OrdersHandler1", "shop-orders")
USERS = placed("Shop/Users/Handler/Resource", "UsersHandler2", "shop-users")


@pytest.mark.parametrize(
    "name", ["Shop/Orders/Handler", "Orders/Handler", "OrdersHandler1", "shop-orders", ORDERS.path]
)
def test_every_way_to_name_one_function_finds_it(name: str) -> None:
    assert named(name, [USERS, ORDERS], "function") is ORDERS


def test_a_misspelt_name_is_answered_with_the_closest() -> None:
    with pytest.raises(WrongUse) as raised:
        named("shop-order", [USERS, ORDERS], "function")
    assert raised.value.fix == "Did you mean shop-orders?"


def test_a_name_with_two_meanings_is_answered_with_both() -> None:
    with pytest.raises(WrongUse) as raised:
        named("Handler", [USERS, ORDERS], "function")
    assert "Shop/Orders/Handler, Shop/Users/Handler" in raised.value.fix


def test_an_app_without_functions_says_so() -> None:
    with pytest.raises(WrongUse) as raised:
        named("any", [], "function")
    assert raised.value.fix == "This app has no function."


def test_the_parts_that_constructs_call_resource_are_not_shown() -> None:
    assert shown(placed("A/B/Resource/Resource", "x", "y")) == "A/B"
