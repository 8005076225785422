from typing import Any

from check.evidence import proof, subjects
from networks import NETWORK, subnet

RULE = "system-one-nat-for-many-zones"
TWO_ZONES = {**NETWORK, **subnet("PrivateB", zone="us-east-1b", way="nat")}


def tagged(environment: str, **changes: Any) -> dict[str, Any]:
    tags = [{"Key": "Environment", "Value": environment}]
    return {**TWO_ZONES, "Vpc": ("AWS::EC2::VPC", {"CidrBlock": "10.0.0.0/16", "Tags": tags}), **changes}


def test_zones_of_production_do_not_share_a_gateway() -> None:
    assert proof(RULE, tagged("production")) == {"Vpc": ["Nat", "Private", "PrivateB"]}


def test_a_gateway_in_each_zone_is_right() -> None:
    own = tagged("production", NatB=("AWS::EC2::NatGateway", {"SubnetId": {"Ref": "Public"}}))
    route = {"RouteTableId": {"Ref": "PrivateBTable"}, "DestinationCidrBlock": "0.0.0.0/0"}
    own["PrivateBRoute"] = ("AWS::EC2::Route", {**route, "NatGatewayId": {"Ref": "NatB"}})
    assert not proof(RULE, own)


def test_other_environments_may_share() -> None:
    assert subjects(RULE, tagged("staging")) == []
