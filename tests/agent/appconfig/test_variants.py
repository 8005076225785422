"""Which variant a context gets."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest

from stratiform.agent.appconfig.ion import Expression, values
from stratiform.agent.appconfig.variants import chosen, holds

USER = {
    "user": "ann@example.com",
    "age": "42",
    "beta": "true",
    "since": "2026-01-02T00:00:00+00:00",
    "tier": "gold",
}


@pytest.mark.parametrize(
    ("rule", "true"),
    [
        ('(eq $tier "gold")', True),
        ('(eq $tier "silver")', False),
        ("(eq $age 42)", True),
        ("(eq $beta true)", True),
        ('(eq $missing "x")', False),
        ("(gt $age 41)", True),
        ("(gt $age 42)", False),
        ("(gte $age 42)", True),
        ("(lt $age 42.5)", True),
        ("(lte $age 41)", False),
        ("(gt $tier 3)", False),
        ("(lt $since 2026-06-01T00:00:00Z)", True),
        ('(begins_with $user "ann")', True),
        ('(ends_with $user "example.com")', True),
        ('(contains $user "@")', True),
        ('(in $tier ["silver", "gold"])', True),
        ("(in $age [1, 42])", True),
        ('(in $tier ["silver"])', False),
        ('(matches in::$user pattern::"^ann@")', True),
        ('(matches in::$missing pattern::"x")', False),
        ('(matches in::$user pattern::"(ann")', False),
        (r'(matches in::$user pattern::"\\p{L}+")', False),
        ("(exists key::$user)", True),
        ('(exists key::"missing")', False),
        ('(not (eq $tier "gold"))', False),
        ('(and (eq $tier "gold") (gt $age 1))', True),
        ('(and (eq $tier "gold") (gt $age 99))', False),
        ('(or (eq $tier "x") (gt $age 1))', True),
        ("(split by::$user pct::0)", False),
        ("(split by::$user pct::100)", True),
        ("(split by::$missing pct::100)", False),
    ],
)
def test_a_rule_holds_or_not(rule: str, true: bool) -> None:
    [expression] = values(rule)
    assert holds(expression, "flag", USER) is true


def elements(text: str) -> list[object]:
    [found] = values(text)
    assert isinstance(found, list)
    return found


THREE = elements(
    """[ [(split by::$user pct::20), '''{"_variant": "a"}'''],
         [(split by::$user pct::40), '''{"_variant": "b"}'''],
         '''{"_variant": "rest"}''' ]"""
)


def users(count: int) -> list[dict[str, str]]:
    return [{"user": f"user-{number}"} for number in range(count)]


def test_the_first_rule_that_holds_decides_and_the_last_element_is_the_default() -> None:
    some = elements("""[ [(eq $tier "gold"), '''{"_variant": "gold"}'''], '''{"_variant": "other"}''' ]""")
    assert chosen("flag", some, USER) == {"_variant": "gold"}
    assert chosen("flag", some, {}) == {"_variant": "other"}


def test_the_parts_have_their_sizes() -> None:
    found = Counter(chosen("flag", THREE, user)["_variant"] for user in users(4000))
    assert {name: round(count / 40) for name, count in found.items()} == pytest.approx(
        {"a": 20, "b": 20, "rest": 60}, abs=3
    )


@pytest.mark.parametrize("seed", ["", ' seed::"shared"'])
def test_a_larger_percentage_removes_nobody(seed: str) -> None:
    def part(percent: int) -> set[str]:
        [rule] = values(f"(split by::$user pct::{percent}{seed})")
        assert isinstance(rule, Expression)
        return {user["user"] for user in users(500) if holds(rule, "flag", user)}

    parts = [part(percent) for percent in range(0, 101, 5)]
    assert all(smaller <= larger for smaller, larger in itertools.pairwise(parts))


def test_a_seed_makes_the_same_parts_for_every_flag() -> None:
    [seeded] = values('(split by::$user pct::50 seed::"one")')
    [own] = values("(split by::$user pct::50)")
    many = users(200)
    assert [holds(seeded, "a", user) for user in many] == [holds(seeded, "b", user) for user in many]
    assert [holds(own, "a", user) for user in many] != [holds(own, "b", user) for user in many]
