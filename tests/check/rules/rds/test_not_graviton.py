import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::RDS::DBInstance", {"Engine": "postgres", "DBInstanceClass": "db.m6i.large"}, True),
        ("AWS::RDS::DBInstance", {"Engine": "postgres", "DBInstanceClass": "db.m6g.large"}, False),
        ("AWS::RDS::DBInstance", {"Engine": "sqlserver-ex", "DBInstanceClass": "db.m6i.large"}, False),
        # Another rule's: db.t2 is old before it is x86.
        ("AWS::RDS::DBInstance", {"Engine": "mysql", "DBInstanceClass": "db.t2.micro"}, False),
        ("AWS::DocDB::DBInstance", {"DBInstanceClass": "db.r5.large"}, True),
        ("AWS::RDS::DBInstance", {"Engine": "mysql", "DBInstanceClass": {"Fn::ImportValue": "Class"}}, False),
    ],
)
def test_a_database_should_use_graviton(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("rds-not-graviton", type_, properties) is wrong
