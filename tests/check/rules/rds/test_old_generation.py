import pytest

from check.judging import judged


@pytest.mark.parametrize(
    "type_", ["AWS::RDS::DBInstance", "AWS::DocDB::DBInstance", "AWS::Neptune::DBInstance"]
)
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"DBInstanceClass": "db.t2.micro"}, True),
        ({"DBInstanceClass": "db.r4.large"}, True),
        ({"DBInstanceClass": "db.m5.large"}, False),
        ({"DBInstanceClass": "db.serverless"}, False),
        ({"DBInstanceClass": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_database_runs_on_an_old_generation_of_instances(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("rds-old-generation", type_, properties) is wrong
