import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"AutoMinorVersionUpgrade": False}, True),
        ({"AutoMinorVersionUpgrade": "true"}, False),
        ({"AutoMinorVersionUpgrade": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_database_does_not_take_minor_engine_versions_by_itself(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("rds-no-minor-upgrades", "AWS::RDS::DBInstance", properties) is wrong
