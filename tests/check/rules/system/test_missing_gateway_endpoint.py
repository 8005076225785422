from typing import Any

import pytest

from check.evidence import faults, proof, subjects
from networks import NETWORK

RULE = "system-missing-gateway-endpoint"
REGION = {"Ref": "AWS::Region"}


def endpoint(service: Any, table: str = "PrivateTable") -> tuple[str, dict[str, Any]]:
    return "AWS::EC2::VPCEndpoint", {
        "ServiceName": service,
        "RouteTableIds": [{"Ref": table}],
        "VpcId": {"Ref": "Vpc"},
    }


def test_the_subnets_that_pay_are_the_evidence() -> None:
    assert proof(RULE, NETWORK) == {"Vpc": ["Private", "PrivateRoute", "Nat"]}


@pytest.mark.parametrize(
    "service",
    [
        "com.amazonaws.us-east-1.s3",
        {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"},
        {"Fn::Join": ["", ["com.amazonaws.", REGION, ".s3"]]},
    ],
)
def test_an_endpoint_for_the_private_tables_saves_it(service: Any) -> None:
    assert not proof(RULE, {**NETWORK, "S3": endpoint(service)})
    assert proof(RULE, {**NETWORK, "S3": endpoint(service, "PublicTable")})


def test_dynamodb_counts_where_there_is_a_table() -> None:
    system = {**NETWORK, "S3": endpoint("com.amazonaws.us-east-1.s3"), "Items": ("AWS::DynamoDB::Table", {})}
    assert "dynamodb" in faults(RULE, system)["Vpc"].says
    assert not proof(RULE, {**system, "Tables": endpoint("com.amazonaws.us-east-1.dynamodb")})


def test_a_network_without_nat_pays_nothing() -> None:
    without = {name: one for name, one in NETWORK.items() if name not in ("Nat", "PrivateRoute")}
    assert subjects(RULE, without) == []
