import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::EC2::Instance", {}, True),
        ("AWS::EC2::Instance", {"Monitoring": False}, True),
        ("AWS::EC2::Instance", {"Monitoring": "true"}, False),
        ("AWS::EC2::Instance", {"Monitoring": {"Ref": "Flag"}}, False),
        ("AWS::EC2::Instance", {"LaunchTemplate": {"LaunchTemplateId": "lt-1"}}, False),
        ("AWS::EC2::LaunchTemplate", {"LaunchTemplateData": {}}, True),
        ("AWS::EC2::LaunchTemplate", {"LaunchTemplateData": {"Monitoring": {"Enabled": True}}}, False),
        ("AWS::AutoScaling::LaunchConfiguration", {}, False),
        ("AWS::AutoScaling::LaunchConfiguration", {"InstanceMonitoring": False}, True),
    ],
)
def test_an_instance_must_be_monitored_in_detail(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("ec2-no-detailed-monitoring", type_, properties) is wrong
