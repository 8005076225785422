from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stratiform.assembly.intrinsics import resolve
from stratiform.assembly.scope import UNKNOWN, Scope

ABSENT = "absent"
PARAMETERS = {
    "Name": {"Type": "String", "Default": "orders"},
    "Count": {"Type": "Number", "Default": 3},
    "Zones": {"Type": "CommaDelimitedList", "Default": "a, b"},
    "Open": {"Type": "String"},
}
CONDITIONS = {
    "Yes": {"Fn::Equals": [{"Ref": "Name"}, "orders"]},
    "No": {"Fn::Not": [{"Condition": "Yes"}]},
    "Maybe": {"Fn::Equals": [{"Ref": "Open"}, "on"]},
}
MAPPINGS = {"Sizes": {"orders": {"memory": 512, "zones": ["x", "y"]}}}

KNOWN = [
    ({"Ref": "Name"}, "orders"),
    ({"Ref": "Count"}, 3),
    ({"Ref": "Zones"}, ["a", "b"]),
    ({"Ref": "AWS::NoValue"}, ABSENT),
    ({"Fn::Join": ["-", ["a", {"Ref": "Name"}, {"Ref": "Count"}]]}, "a-orders-3"),
    ({"Fn::Join": [",", {"Ref": "Zones"}]}, "a,b"),
    ({"Fn::Join": ["", []]}, ""),
    ({"Fn::Join": ["-", ["a", {"Ref": "AWS::NoValue"}, "b"]]}, "a-b"),
    ({"Fn::Sub": "${Name}-${!Literal}"}, "orders-${Literal}"),
    ({"Fn::Sub": ["${a}-${Name}", {"a": {"Ref": "Count"}}]}, "3-orders"),
    ({"Fn::Split": ["-", {"Fn::Sub": "a-${Name}"}]}, ["a", "orders"]),
    ({"Fn::Select": ["1", {"Ref": "Zones"}]}, "b"),
    ({"Fn::Select": [0, [{"Ref": "Bucket"}, "b"]]}, {"Ref": "Bucket"}),
    ({"Fn::FindInMap": ["Sizes", {"Ref": "Name"}, "memory"]}, 512),
    ({"Fn::FindInMap": ["Sizes", "none", "memory", {"DefaultValue": 1}]}, 1),
    ({"Fn::If": ["Yes", {"Ref": "Name"}, "no"]}, "orders"),
    ({"Fn::If": ["No", "yes", {"Ref": "AWS::NoValue"}]}, ABSENT),
    ({"Fn::Base64": {"Ref": "Name"}}, "b3JkZXJz"),
    ({"Fn::Cidr": ["10.0.0.0/16", 2, "8"]}, ["10.0.0.0/24", "10.0.1.0/24"]),
    ({"Fn::Length": {"Ref": "Zones"}}, 2),
    ({"Fn::ToJsonString": {"a": {"Ref": "Count"}}}, '{"a":3}'),
    (["a", {"Ref": "AWS::NoValue"}, {"b": {"Ref": "AWS::NoValue"}}], ["a", {}]),
]

UNRESOLVED = [
    ({"Ref": "Open"}, {"Ref": "Open"}),
    ({"Ref": "Bucket"}, {"Ref": "Bucket"}),
    ({"Ref": "AWS::Region"}, {"Ref": "AWS::Region"}),
    ({"Fn::GetAtt": "Queue.Arn"}, {"Fn::GetAtt": ["Queue", "Arn"]}),
    ({"Fn::GetAtt": ["Queue", "A", "B"]}, {"Fn::GetAtt": ["Queue", "A.B"]}),
    (
        {"Fn::Join": ["", ["arn:", {"Ref": "Name"}, {"Ref": "Bucket"}, "/", "*"]]},
        {"Fn::Join": ["", ["arn:orders", {"Ref": "Bucket"}, "/*"]]},
    ),
    ({"Fn::Sub": "${Bucket}/${Name}"}, {"Fn::Sub": "${Bucket}/orders"}),
    ({"Fn::Sub": "${Bucket.Arn}/${!x}"}, {"Fn::Sub": "${Bucket.Arn}/${!x}"}),
    (
        {"Fn::Sub": ["${a}${b}", {"a": {"Ref": "Bucket"}, "b": {"Ref": "Name"}}]},
        {"Fn::Sub": ["${a}orders", {"a": {"Ref": "Bucket"}}]},
    ),
    (
        {"Fn::If": ["Maybe", {"Ref": "Name"}, {"Ref": "AWS::NoValue"}]},
        {"Fn::If": ["Maybe", "orders", {"Ref": "AWS::NoValue"}]},
    ),
    ({"Fn::GetAZs": {"Ref": "AWS::Region"}}, {"Fn::GetAZs": {"Ref": "AWS::Region"}}),
    ({"Fn::Cidr": [{"Ref": "Bucket"}, 2, 8]}, {"Fn::Cidr": [{"Ref": "Bucket"}, 2, 8]}),
    ({"Fn::FindInMap": ["Sizes", "none", "x"]}, {"Fn::FindInMap": ["Sizes", "none", "x"]}),
    ({"Fn::Select": [7, ["a"]]}, {"Fn::Select": [7, ["a"]]}),
    ({"Fn::ImportValue": {"Ref": "Name"}}, {"Fn::ImportValue": "orders"}),
    (
        {"Fn::Select": [1, [{"Fn::If": ["Maybe", "a", {"Ref": "AWS::NoValue"}]}, "b", "c"]]},
        {"Fn::Select": [1, [{"Fn::If": ["Maybe", "a", {"Ref": "AWS::NoValue"}]}, "b", "c"]]},
    ),
]


@pytest.mark.parametrize(("value", "expected"), [*KNOWN, *UNRESOLVED], ids=str)
def test_resolves_as_far_as_it_can(resolved: Callable[..., Any], value: Any, expected: Any) -> None:
    sections = {"Parameters": PARAMETERS, "Conditions": CONDITIONS, "Mappings": MAPPINGS}
    assert resolved(value, **sections) == expected


def test_what_a_value_brings_into_a_substitution_is_not_substituted_again(
    resolved: Callable[..., Any],
) -> None:
    text = {"Type": "String", "Default": "${Bucket}"}
    assert resolved({"Fn::Sub": "${Text}"}, Parameters={"Text": text}) == "${Bucket}"
    kept = resolved({"Fn::Sub": "${Text} ${Queue}"}, Parameters={"Text": text})
    assert kept == {"Fn::Sub": "${!Bucket} ${Queue}"}


def test_a_mapping_that_only_looks_like_an_intrinsic_is_left_alone(resolved: Callable[..., Any]) -> None:
    value = {"Ref": "Name", "Other": 1}
    assert resolved(value, Parameters=PARAMETERS) == value


NAMES = st.sampled_from(["P", "Q", "Bucket", "AWS::Region", "AWS::NoValue", "", "a.b", "0"])
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-3, 300), NAMES, st.text(max_size=6))
WRITTEN = """
    Ref Condition Fn::GetAtt Fn::Sub Fn::Join Fn::Split Fn::Select Fn::FindInMap Fn::If Fn::Base64 Fn::Cidr
    Fn::ImportValue Fn::Length Fn::ToJsonString Fn::GetAZs Fn::Transform Fn::Equals Fn::And Fn::Not
"""
FUNCTIONS = st.sampled_from(WRITTEN.split())
SUBSTITUTIONS = st.sampled_from(["${P}", "${!P}", "${Q.Arn}${P}", "${", "${v}", "a${!}b", "${ P }"])
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS | SUBSTITUTIONS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(NAMES, inner, max_size=3),
        st.builds(lambda name, argument: {name: argument}, FUNCTIONS, inner),
        st.builds(lambda name, arguments: {name: arguments}, FUNCTIONS, st.lists(inner, max_size=4)),
        st.builds(lambda text, name, value: {"Fn::Sub": [text, {name: value}]}, SUBSTITUTIONS, NAMES, inner),
        st.builds(lambda cut, value: {"Fn::Join": [cut, value]}, NAMES, st.lists(inner, max_size=4)),
    ),
    max_leaves=12,
)
SCOPE = Scope(
    values={"P": "p ${x} !", "AWS::Region": "eu-west-1", "0": ["a", "b"]},
    mappings={"P": {"Q": {"P": "found", "Q": {"Ref": "P"}}}},
    condition={"P": True, "Q": False}.get,
    attribute=lambda logical_id, attribute: "known" if attribute == "b" else UNKNOWN,
)


@settings(max_examples=500, deadline=None)
@given(VALUES)
def test_resolving_twice_is_the_same_as_once(value: Any) -> None:
    once = resolve(value, SCOPE)
    assert resolve(once, SCOPE) == once
