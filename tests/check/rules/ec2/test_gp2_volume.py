import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::EC2::Volume", {}, True),
        ("AWS::EC2::Volume", {"VolumeType": "gp2"}, True),
        ("AWS::EC2::Volume", {"VolumeType": "gp3"}, False),
        ("AWS::EC2::Volume", {"VolumeType": "io2"}, False),
        ("AWS::EC2::Volume", {"VolumeType": {"Ref": "Type"}}, False),
        ("AWS::EC2::Instance", {"BlockDeviceMappings": [{"Ebs": {"VolumeType": "gp2"}}]}, True),
        ("AWS::EC2::Instance", {"BlockDeviceMappings": [{"Ebs": {"VolumeSize": 8}}]}, False),
        (
            "AWS::EC2::LaunchTemplate",
            {"LaunchTemplateData": {"BlockDeviceMappings": [{"Ebs": {"VolumeType": "standard"}}]}},
            True,
        ),
    ],
)
def test_a_volume_must_be_of_a_current_type(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("ec2-gp2-volume", type_, properties) is wrong
