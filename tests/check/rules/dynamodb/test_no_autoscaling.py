import pytest

from check.judging import failing, judged

TABLE = "AWS::DynamoDB::Table"


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"BillingMode": "PROVISIONED"}, True),
        ({"BillingMode": "PAY_PER_REQUEST"}, False),
        ({"BillingMode": {"Fn::ImportValue": "Mode"}}, False),
    ],
)
def test_capacity_must_follow_the_load(properties: dict[str, object], wrong: bool) -> None:
    assert judged("dynamodb-no-autoscaling", TABLE, properties) is wrong


@pytest.mark.parametrize("resource_id", [{"Fn::Sub": "table/${Orders}"}, "table/orders"])
def test_a_scalable_target_makes_it_so(resource_id: object) -> None:
    target = ("AWS::ApplicationAutoScaling::ScalableTarget", {"ResourceId": resource_id})
    assert not failing(
        "dynamodb-no-autoscaling", {"Orders": (TABLE, {"TableName": "orders"}), "Target": target}
    )
