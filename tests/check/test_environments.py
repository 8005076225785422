from dataclasses import replace
from typing import Any

import pytest

from graphs import graph
from stratiform.check.environments import environment, is_not_production, is_production, tags_of


def said(tags: Any, stack: dict[str, str] | None = None) -> str | None:
    found = graph({"Queue": ("AWS::SQS::Queue", {"Tags": tags} if tags else {})})
    found = replace(found, stacks={id_: replace(one, tags=stack or {}) for id_, one in found.stacks.items()})
    (queue,) = found.resources.values()
    assert is_production(queue, found) is (environment(queue, found) in ("prod", "Production"))
    assert is_not_production(queue, found) is (environment(queue, found) in ("dev",))
    return environment(queue, found)


@pytest.mark.parametrize(
    "tags", [[{"Key": "Environment", "Value": "prod"}], {"env": "prod"}, {"Stage": "prod"}]
)
def test_a_tag_says_it_in_either_shape(tags: Any) -> None:
    assert said(tags) == "prod"


def test_the_stack_says_it_where_the_resource_does_not() -> None:
    assert said(None, {"Environment": "Production"}) == "Production"
    assert said([{"Key": "Environment", "Value": "dev"}], {"Environment": "prod"}) == "dev"


def test_the_tier_says_more_than_the_name_of_the_environment() -> None:
    assert said({"Environment": "eu", "stratiform:tier": "prod"}) == "prod"
    assert said({"Environment": "live", "stratiform:tier": "dev"}) == "dev"
    assert said({"Tier": "web", "Environment": "prod"}) == "prod"  # an application's tier is another thing


def test_nothing_else_says_it() -> None:
    assert said([{"Key": "Name", "Value": "prod"}]) is None
    assert said([{"Key": "Environment", "Value": {"Ref": "AWS::StackName"}}]) is None


@pytest.mark.parametrize(
    ("name", "is_it"),
    [
        ("prod", True),
        ("PROD", True),
        ("prod-eu", True),
        ("live", True),
        ("preprod", False),
        ("non-prod", False),
    ],
)
def test_which_environments_are_production(name: str, is_it: bool) -> None:
    found = graph({"Queue": ("AWS::SQS::Queue", {"Tags": {"Environment": name}})})
    (queue,) = found.resources.values()
    assert is_production(queue, found) is is_it
    assert is_not_production(queue, found) is not is_it


def test_tags_of_other_shapes_are_none() -> None:
    found = graph({"Queue": ("AWS::SQS::Queue", {"Tags": ["x", {"Value": "y"}]})})
    assert tags_of(next(iter(found.resources.values()))) == {}
