import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"Monitors": [{"AlarmArn": "arn"}]}, False),
        ({"Monitors": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_wrong_configuration_is_not_rolled_back_by_itself(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("appconfig-no-monitor", "AWS::AppConfig::Environment", properties) is wrong
