import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"EngineMode": "serverless"}, True),
        ({"EngineMode": "provisioned"}, False),
        ({"EngineMode": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_cluster_uses_aurora_serverless_v1_which_aws_has_ended(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("rds-serverless-v1", "AWS::RDS::DBCluster", properties) is wrong
