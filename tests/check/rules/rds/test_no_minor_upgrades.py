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
def test_no_minor_upgrades(properties: dict[str, object], wrong: bool) -> None:
    assert judged("rds-no-minor-upgrades", "AWS::RDS::DBInstance", properties) is wrong
