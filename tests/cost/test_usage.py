"""Which statement of a usage file counts for a resource."""

from __future__ import annotations

import pytest

from stratiform.assembly.graph import Address, Resource
from stratiform.cost.usage import flat, usage

QUEUE = Resource(Address("Api", "JobsQueue1A2B"), "AWS::SQS::Queue", "prod/Api/Jobs/Queue", {})


@pytest.mark.parametrize(
    "name",
    ["AWS::SQS::Queue", "prod/Api/Jobs/Queue", "*/Jobs/*", "Api/JobsQueue1A2B", "JobsQueue1A2B", "Jobs*"],
)
def test_a_resource_is_named_by_type_path_or_id(name: str) -> None:
    assert usage({name: {"monthly_requests": 5}}).of(QUEUE).values == {"monthly_requests": 5}


@pytest.mark.parametrize("name", ["AWS::SNS::Topic", "Jobs", "*/Other/*", "prod/Api"])
def test_other_names_do_not_concern_it(name: str) -> None:
    assert usage({name: {"monthly_requests": 5}}).of(QUEUE).values == {}


def test_the_nearest_statement_counts_key_by_key() -> None:
    told = usage(
        {
            "prod/Api/Jobs/Queue": {"a": 1},
            "prod/Api/*": {"a": 2, "b": 2},
            "*": {"a": 3, "b": 3, "c": 3},
            "AWS::SQS::Queue": {"a": 4, "b": 4, "c": 4, "d": 4},
        }
    )
    assert told.of(QUEUE).values == {"a": 1, "b": 2, "c": 3, "d": 4}


def test_nested_usage_is_dotted() -> None:
    assert flat({"standard": {"storage_gb": 5}, "term": "1_year"}) == {
        "standard.storage_gb": 5,
        "term": "1_year",
    }
