import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"EnableCloudwatchLogsExports": []}, True),
        ({"EnableCloudwatchLogsExports": ["error"]}, False),
        ({"EnableCloudwatchLogsExports": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_the_logs_of_a_database_are_not_exported(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("rds-logs-not-exported", type_, properties) is wrong


def test_a_member_follows_its_cluster() -> None:
    assert not judged("rds-logs-not-exported", "AWS::RDS::DBInstance", {"DBClusterIdentifier": "orders"})
