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


READ, WRITE = "dynamodb:table:ReadCapacityUnits", "dynamodb:table:WriteCapacityUnits"


@pytest.mark.parametrize("resource_id", [{"Fn::Sub": "table/${Orders}"}, "table/orders"])
@pytest.mark.parametrize(
    ("dimensions", "wrong"),
    [([READ, WRITE], False), ([READ], True), ([{"Fn::ImportValue": "Dimension"}], False), ([], True)],
)
def test_scalable_targets_make_it_so(resource_id: object, dimensions: list[object], wrong: bool) -> None:
    targets = {
        f"Target{i}": (
            "AWS::ApplicationAutoScaling::ScalableTarget",
            {"ResourceId": resource_id, "ScalableDimension": one},
        )
        for i, one in enumerate(dimensions)
    }
    resources = {"Orders": (TABLE, {"TableName": "orders"}), **targets}
    assert bool(failing("dynamodb-no-autoscaling", resources)) is wrong
