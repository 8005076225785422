import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"MasterUsername": "admin"}, True),
        ({"MasterUsername": "postgres"}, True),
        ({"MasterUsername": "orders_owner"}, False),
        ({"MasterUsername": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_the_administrator_of_a_database_has_a_default_name(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("rds-common-administrator", type_, properties) is wrong
