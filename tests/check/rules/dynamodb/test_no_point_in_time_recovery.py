import pytest

from check.judging import judged

ON = {"PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True}}
OFF = {"PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": False}}


@pytest.mark.parametrize("type_", ["AWS::DynamoDB::Table", "AWS::Serverless::SimpleTable"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        (OFF, True),
        (ON, False),
        ({"PointInTimeRecoverySpecification": {"Fn::ImportValue": "Recovery"}}, False),
    ],
)
def test_a_table_must_be_restorable(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("dynamodb-no-point-in-time-recovery", type_, properties) is wrong


@pytest.mark.parametrize(("replicas", "wrong"), [([ON, ON], False), ([ON, OFF], True), ([{}], True)])
def test_so_must_every_replica(replicas: list[dict[str, object]], wrong: bool) -> None:
    assert (
        judged("dynamodb-no-point-in-time-recovery", "AWS::DynamoDB::GlobalTable", {"Replicas": replicas})
        is wrong
    )
