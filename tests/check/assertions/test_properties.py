"""The assertions about one property, each by what it lets pass and what it does not."""

from typing import Any

import pytest

from check.asserting import verdict

TYPE = "AWS::Some::Thing"


@pytest.mark.parametrize(
    ("assertion", "given", "right", "wrong"),
    [
        ("property_one_of", {"values": ["a", "b"]}, ["a", "b"], ["c", None]),
        ("property_none_of", {"values": ["a", True]}, ["b", None, False], ["a", "true"]),
        ("property_at_least", {"least": 5}, [5, "6", 7.5], [4, "x", None]),
        ("property_at_most", {"most": 5}, [5, "4", 0], [6, "x", None]),
        ("property_matches", {"pattern": "^a-"}, ["a-1", {"Fn::Sub": "a-${AWS::Region}"}], ["b", None]),
        ("property_matches_not", {"pattern": "^/etc"}, ["/data"], ["/etc/passwd"]),
        ("property_contains", {"value": "ALL"}, [["ALL"], ["X", "ALL"], "ALL"], [["X"], [], None]),
        ("property_contains_none", {"values": ["BAD"]}, [["OK"], [], None], [["OK", "BAD"]]),
    ],
)
def test_what_passes_and_what_fails(
    assertion: str, given: dict[str, Any], right: list[Any], wrong: list[Any]
) -> None:
    for values, wanted in ((right, "PASS"), (wrong, "FAIL")):
        for value in values:
            thing = {"Thing": (TYPE, {} if value is None else {"Key": value})}
            given = {"types": [TYPE], "path": "Key", **given}
            assert verdict(assertion, given, thing) == wanted, value


def test_an_absent_property_matches_nothing_it_must_not() -> None:
    given = {"types": [TYPE], "path": "Key", "pattern": "x"}
    assert verdict("property_matches_not", given, {"Thing": (TYPE, {})}) == "NOT-APPLICABLE"
