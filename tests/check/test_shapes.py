from collections.abc import Callable, Mapping
from typing import Any

import pytest

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.check import shapes
from stratiform.check.rule import Fault

UNKNOWN = {"Ref": "Parameter"}


def says(faults: Callable[[Resource, Graph], Fault | None], properties: Mapping[str, Any]) -> str | None:
    resource = Resource(Address("Stack", "Subject"), "AWS::A::B", "Subject", properties)
    fault = faults(resource, Graph({}, {}))
    return fault.says if fault else None


@pytest.mark.parametrize(
    ("faults", "wrong", "right"),
    [
        (
            shapes.must_be_true("A.B", "it"),
            [{}, {"A": {"B": "false"}}],
            [{"A": {"B": True}}, {"A": {"B": "true"}}],
        ),
        (shapes.must_be_true("A", "it", default=True), [{"A": False}], [{}, {"A": True}]),
        (shapes.must_be_false("A", "it"), [{"A": "True"}], [{}, {"A": False}]),
        (shapes.must_be_false("A", "it", default=True), [{}, {"A": True}], [{"A": "false"}]),
        (shapes.must_be_set("A", "it"), [{}, {"A": ""}, {"A": []}, {"A": {}}], [{"A": "x"}, {"A": 0}]),
        (shapes.one_of("A", ("x", "y"), "it"), [{}, {"A": "z"}], [{"A": "x"}]),
        (shapes.one_of("A", ("x", "y"), "it", default="y"), [{"A": "z"}], [{}]),
        (shapes.none_of("A", ("x",), "it"), [{"A": "x"}], [{}, {"A": "y"}]),
        (shapes.at_least("A", 7, "it"), [{}, {"A": 6}, {"A": "6"}], [{"A": 7}, {"A": "8"}]),
        (shapes.at_least("A", 7, "it", default=7), [{"A": 0}], [{}]),
    ],
)
def test_a_shape_tells_wrong_from_right_and_leaves_the_unknown(
    faults: Callable[[Resource, Graph], Fault | None], wrong: list[Any], right: list[Any]
) -> None:
    assert [says(faults, properties) for properties in wrong] == ["it"] * len(wrong)
    assert [says(faults, properties) for properties in right] == [None] * len(right)
    assert says(faults, {"A": UNKNOWN}) is None


def test_what_must_be_absent_is_wrong_also_where_it_is_unknown() -> None:
    faults = shapes.must_be_absent("A", "it")
    assert (says(faults, {"A": UNKNOWN}), says(faults, {"A": 1}), says(faults, {})) == ("it", "it", None)


def test_the_value_seen_is_in_the_sentence() -> None:
    faults = shapes.one_of("A", ("x",), "A is {value}.")
    assert (says(faults, {"A": "z"}), says(faults, {})) == ("A is z.", "A is absent.")
    on = shapes.must_be_true("A", "A is {value}.")
    assert (says(on, {"A": False}), says(on, {})) == ("A is false.", "A is false by default.")


def test_the_first_wrong_member_counts_and_is_the_place() -> None:
    faults = shapes.each("A", lambda member: "wrong" if member.get("B") == 1 else None)
    resource = Resource(Address("Stack", "S"), "T", "S", {"A": [UNKNOWN, "text", {"B": 1}, {"B": 1}]})
    fault = faults(resource, Graph({}, {}))
    assert fault is not None
    assert fault.at == "A[2]"


def test_the_first_of_several_faults_counts() -> None:
    both = shapes.first(shapes.must_be_set("A", "no A"), shapes.must_be_set("B", "no B"))
    assert (says(both, {}), says(both, {"A": 1}), says(both, {"A": 1, "B": 1})) == ("no A", "no B", None)


def test_a_resource_outlives_its_stack_by_its_deletion_policy() -> None:
    def kept(policy: str | None) -> bool:
        resource = Resource(Address("Stack", "S"), "T", "S", {}, deletion_policy=policy)
        return shapes.must_outlive_stack(resource, Graph({}, {})) is None

    policies = (None, "Delete", "Retain", "RetainExceptOnCreate", "Snapshot")
    assert [kept(policy) for policy in policies] == [False, False, True, True, True]


def test_one_member_is_too_few_unless_it_may_stand_for_several() -> None:
    faults = shapes.must_have_several("A", "B")
    assert says(faults, {"A": ["a"]}) == "A has one member."
    assert says(faults, {"A": ["a", "b"], "B": [{"Ref": "One"}]}) == "B has one member."
    for several in (["a", "b"], UNKNOWN, [{"Fn::ImportValue": "Subnets"}], [], None):
        assert says(faults, {"A": several}) is None


def test_a_list_must_have_its_member_unless_one_is_not_known() -> None:
    faults = shapes.must_contain("Names", "a", "Names is {value}.")
    assert says(faults, {"Names": ["b"]}) == "Names is ['b']."
    assert says(faults, {}) == "Names is absent."
    assert says(faults, {"Names": ["b", "a"]}) is None
    assert says(faults, {"Names": ["b", {"Ref": "P"}]}) is None


def test_what_a_condition_may_remove_is_not_given() -> None:
    perhaps = {"Fn::If": ["C", "a", {"Ref": "AWS::NoValue"}]}
    assert says(shapes.must_be_absent("Name", "given"), {"Name": perhaps}) is None
