import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"Engine": "postgres"}, True),
        ({"Engine": "mysql", "EnableIAMDatabaseAuthentication": False}, True),
        ({"Engine": "mariadb", "EnableIAMDatabaseAuthentication": True}, False),
        ({"Engine": "sqlserver-ex"}, False),
        ({"Engine": {"Fn::ImportValue": "Engine"}}, False),
        ({"Engine": "mysql", "EnableIAMDatabaseAuthentication": {"Fn::ImportValue": "Iam"}}, False),
    ],
)
def test_iam_can_open_a_database(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("rds-no-iam-authentication", type_, properties) is wrong


def test_a_member_follows_its_cluster() -> None:
    member = {"Engine": "aurora-mysql", "DBClusterIdentifier": "orders"}
    assert not judged("rds-no-iam-authentication", "AWS::RDS::DBInstance", member)
