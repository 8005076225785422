from typing import Any

import pytest

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.check.attributes import attribute, attribute_must, balances


def _balancer(**properties: Any) -> Resource:
    return Resource(Address("Stack", "Subject"), "AWS::A::B", "Subject", properties)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (None, "default"),
        ([{"Key": "other", "Value": "x"}], "default"),
        ([{"Key": "key", "Value": "x"}], "x"),
        ([{"Ref": "Attribute"}, {"Key": "key", "Value": "x"}], "x"),
        ([{"Ref": "Attribute"}], {"Ref": "Attribute"}),
        ([{"Key": {"Ref": "Key"}, "Value": "x"}], {"Ref": "Key"}),
        ({"Ref": "Attributes"}, {"Ref": "Attributes"}),
    ],
)
def test_an_attribute_is_looked_up_by_its_key(written: Any, found: Any) -> None:
    assert attribute(_balancer(Attributes=written), "Attributes", "key", "default") == found


def test_a_fault_says_the_value_of_the_attribute() -> None:
    faults = attribute_must("Attributes", "key", "key is {value}.", lambda found: found == "on")

    def says(written: Any) -> str | None:
        fault = faults(_balancer(Attributes=written), Graph({}, {}))
        return fault.says if fault else None

    assert says([]) == "key is absent."
    assert says([{"Key": "key", "Value": "off"}]) == "key is off."
    assert says([{"Key": "key", "Value": "on"}]) is None
    assert says([{"Key": "key", "Value": {"Ref": "Value"}}]) is None


def test_a_load_balancer_is_for_applications_by_default() -> None:
    is_application = balances("application")
    kinds = (_balancer(), _balancer(Type="application"), _balancer(Type="network"))
    assert [is_application(kind, Graph({}, {})) for kind in kinds] == [True, True, False]
