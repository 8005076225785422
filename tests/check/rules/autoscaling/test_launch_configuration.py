import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"LaunchConfigurationName": {"Ref": "Configuration"}}, True),
        ({"LaunchTemplate": {"LaunchTemplateId": {"Ref": "Template"}}}, False),
    ],
)
def test_a_group_must_use_a_launch_template(properties: dict[str, object], wrong: bool) -> None:
    assert (
        judged("autoscaling-launch-configuration", "AWS::AutoScaling::AutoScalingGroup", properties) is wrong
    )
