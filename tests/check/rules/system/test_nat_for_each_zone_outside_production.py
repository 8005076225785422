from typing import Any

import pytest

from check.evidence import proof
from networks import NETWORK

RULE = "system-nat-for-each-zone-outside-production"


def tagged(environment: str, **more: Any) -> dict[str, Any]:
    tags = [{"Key": "Environment", "Value": environment}]
    return {**NETWORK, "Vpc": ("AWS::EC2::VPC", {"CidrBlock": "10.0.0.0/16", "Tags": tags}), **more}


SECOND = ("AWS::EC2::NatGateway", {"SubnetId": {"Ref": "Public"}})


def test_a_second_gateway_is_a_waste_in_development() -> None:
    assert proof(RULE, tagged("dev", NatB=SECOND)) == {"Vpc": ["Nat", "NatB"]}


@pytest.mark.parametrize(
    "resources", [tagged("dev"), tagged("prod", NatB=SECOND), {**NETWORK, "NatB": SECOND}]
)
def test_one_gateway_production_and_an_environment_that_is_not_said_are_right(
    resources: dict[str, Any],
) -> None:
    assert not proof(RULE, resources)
