import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"DeploymentDurationInMinutes": 0}, True),
        ({"DeploymentDurationInMinutes": 10}, False),
        ({"DeploymentDurationInMinutes": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_configuration_is_rolled_out_all_at_once(properties: dict[str, object], wrong: bool) -> None:
    assert judged("appconfig-all-at-once", "AWS::AppConfig::DeploymentStrategy", properties) is wrong
