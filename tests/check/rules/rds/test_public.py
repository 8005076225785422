import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"PubliclyAccessible": True, "DBSubnetGroupName": "isolated"}, True),
        ({"PubliclyAccessible": "true"}, True),
        ({"PubliclyAccessible": False}, False),
        # The defaults: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
        ({}, True),
        ({"DBSubnetGroupName": "isolated"}, False),
        ({"Engine": "aurora-mysql"}, False),
        ({"PubliclyAccessible": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_database_must_be_private(properties: dict[str, object], wrong: bool) -> None:
    assert judged("rds-public", "AWS::RDS::DBInstance", properties) is wrong
