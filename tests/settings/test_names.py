"""One pattern names everything; copies of an environment differ; what is too long ends in a hash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stratiform.settings.names import PATTERN, Names, kebab


def names(pattern: str = PATTERN, suffix: str | None = None, environment: str = "dev") -> Names:
    return Names(
        pattern=pattern,
        prefix="acme",
        project="shop",
        environment=environment,
        suffix=suffix,
        region="eu-west-1",
        account="123456789012",
    )


def test_the_default_pattern():
    assert names().of("handler", "function") == "shop-dev-handler"


def test_a_pattern_with_every_part():
    pattern = "{prefix}-{suffix}-{component}-{type}-{environment}"
    assert names(pattern, "pr12").of("handler", "function") == "acme-pr12-handler-function-dev"


def test_without_a_suffix_the_placeholder_is_the_environment():
    assert names("{suffix}-{component}").of("handler") == "dev-handler"


def test_a_suffix_that_the_pattern_does_not_say_stands_behind_the_environment():
    assert names(suffix="pr12").of("handler") == "shop-dev-pr12-handler"


def test_a_placeholder_without_a_value_goes_with_its_separator():
    assert names("{type}-{component}-{type}-{environment}_{type}").of("handler") == "handler-dev"


def test_a_long_name_is_cut_and_stays_apart_from_its_neighbours():
    first, second = (names().of("x" * 80 + end) for end in "ab")
    assert len(first) == len(second) == 64
    assert first != second
    assert first == names().of("x" * 80 + "a")
    assert first.startswith("shop-dev-xxx")


@given(st.text("ab-", min_size=1, max_size=300), st.integers(20, 255))
def test_a_name_is_never_longer_than_its_limit(component, limit):
    assert len(names().of(component, limit=limit)) <= limit


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ItemsApi", "items-api"),
        ("ItemsAPI", "items-api"),
        ("APIItems", "api-items"),
        ("items_api", "items-api"),
        ("Worker2", "worker2"),
        ("a  b--c", "a-b-c"),
        ("S3Bucket", "s3-bucket"),
    ],
)
def test_kebab(words, expected):
    assert kebab(words) == expected
