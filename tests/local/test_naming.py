"""A name is a path, the end of one, a logical id or a physical name."""

from __future__ import annotations

import pytest

from stratiform.errors import WrongUse
from stratiform.local.deployment import Placed
from stratiform.local.naming import named, shown
from stratiform.local.target import Target


def placed(path: str, logical_id: str, physical_id: str, type: str = "AWS::Lambda::Function") -> Placed:
    target = Target("000000000000", "us-east-1")
    return Placed("Shop", logical_id, path, type, physical_id, target)


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


def test_a_name_like_none_is_answered_with_one_name_for_each() -> None:
    with pytest.raises(WrongUse) as raised:
        named("zzz", [USERS, ORDERS], "function")
    assert raised.value.fix == "Use one of: Shop/Orders/Handler, Shop/Users/Handler"


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


ARN = "arn:aws:ecs:us-east-1:000000000000:service/cluster/shop-web"
OURS = placed("Shop/Web/Resource/Service", "Web1", ARN, "AWS::ECS::Service")
OF_THE_CDK = placed("Shop/Web/Service", "Web1", ARN, "AWS::ECS::Service")


@pytest.mark.parametrize("service", [OURS, OF_THE_CDK], ids=["a Stratiform service", "a CDK service"])
@pytest.mark.parametrize("name", ["Web", "Shop/Web", "shop-web", "Web1", ARN])
def test_every_way_to_name_one_service_finds_it(service: Placed, name: str) -> None:
    if service is OF_THE_CDK and name == "Shop/Web":
        name = service.path
    assert named(name, [service], "service") is service


def test_a_service_is_shown_without_the_parts_of_its_construct() -> None:
    assert shown(OURS) == "Shop/Web"
    assert shown(placed("Shop/Service", "Web1", ARN, "AWS::ECS::Service")) == "Shop/Service"


def test_the_end_of_a_path_is_a_name_that_may_be_misspelt() -> None:
    with pytest.raises(WrongUse) as raised:
        named("Wob", [OURS], "service")
    assert raised.value.fix == "Did you mean Web?"


def test_a_job_is_the_name_of_its_logs() -> None:
    logs = placed("Shop/Nightly/Logs/Resource", "NightlyLogs1", "/shop/nightly", "AWS::Logs::LogGroup")
    assert named("Nightly", [ORDERS, logs], "log group") is logs
    web = placed("Shop/Web/Logs/Resource", "WebLogs1", "/shop/web", "AWS::Logs::LogGroup")
    assert named("Web", [web, OURS], "log group") is OURS
