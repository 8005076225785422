"""Two values: where they differ, and what is no difference."""

from __future__ import annotations

import pytest

from stratiform.diff.changes import ABSENT
from stratiform.diff.values import differences, without_hashes


def found(before, after, *, unordered=False):
    return list(differences(before, after, "P", lambda path: unordered))


@pytest.mark.parametrize(
    ("before", "after"), [(5, "5"), (True, "true"), ("a", "a"), ({"a": [1]}, {"a": ["1"]})]
)
def test_what_cloudformation_reads_alike_is_equal(before, after):
    assert found(before, after) == []


@pytest.mark.parametrize(("before", "after"), [(1, True), ("True", "tru"), (0, False), ([1], [True])])
def test_a_number_is_no_boolean(before, after):
    assert found(before, after) == [("P", before, after)]


def test_the_deepest_places_are_told():
    before = {"A": {"B": 1, "C": [{"D": 1}, {"D": 2}]}, "E": 1}
    after = {"A": {"B": 1, "C": [{"D": 1}, {"D": 3}]}, "F": 1}
    assert found(before, after) == [
        ("P.A.C[1].D", 2, 3),
        ("P.E", 1, ABSENT),
        ("P.F", ABSENT, 1),
    ]


def test_an_intrinsic_is_one_value():
    assert found({"Ref": "A"}, {"Ref": "B"}) == [("P", {"Ref": "A"}, {"Ref": "B"})]


def test_order_counts_unless_it_means_nothing():
    assert found(["a", "b"], ["b", "a"]) == [("P", ["a", "b"], ["b", "a"])]
    assert found(["a", "b"], ["b", "a"], unordered=True) == []
    assert found(["a", "b"], ["b", "c", "a"], unordered=True) == [("P[1]", ABSENT, "c")]


def test_items_with_a_key_are_compared_by_it():
    before = [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]
    after = [{"Key": "b", "Value": "3"}, {"Key": "a", "Value": "1"}]
    assert found(before, after, unordered=True) == [("P[0].Value", "2", "3")]


def test_an_inserted_item_does_not_change_those_after_it():
    before = [{"Name": "web", "Image": "1"}, {"Name": "log", "Image": "2"}]
    after = [{"Name": "new", "Image": "0"}, *before]
    assert found(before, after) == [("P[0]", ABSENT, {"Name": "new", "Image": "0"})]


def test_hashes_of_assets_are_taken_out_wherever_they_stand():
    one, two = "a1" * 32, "b2" * 32
    before = {"Fn::Sub": f"repo:{one}", "Key": [{"Ref": f"AssetParameters{one}S3Bucket0011AABB"}]}
    after = {"Fn::Sub": f"repo:{two}", "Key": [{"Ref": f"AssetParameters{two}S3Bucket2233CCDD"}]}
    assert without_hashes(before) == without_hashes(after)
    assert without_hashes("short-a1b2") == "short-a1b2"
