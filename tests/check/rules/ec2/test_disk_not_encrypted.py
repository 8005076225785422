import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("type_", "properties", "wrong"),
    [
        ("AWS::EC2::Instance", {}, False),
        ("AWS::EC2::Instance", {"BlockDeviceMappings": [{"Ebs": {"VolumeSize": 8}}]}, True),
        ("AWS::EC2::Instance", {"BlockDeviceMappings": [{"Ebs": {"Encrypted": True}}]}, False),
        ("AWS::EC2::Instance", {"BlockDeviceMappings": [{"Ebs": {"Encrypted": {"Ref": "Flag"}}}]}, False),
        ("AWS::EC2::Instance", {"BlockDeviceMappings": [{"Ebs": {"SnapshotId": "snap-1"}}]}, False),
        (
            "AWS::EC2::Instance",
            {"BlockDeviceMappings": [{"NoDevice": {}}, {"VirtualName": "ephemeral0"}]},
            False,
        ),
        (
            "AWS::EC2::LaunchTemplate",
            {"LaunchTemplateData": {"BlockDeviceMappings": [{"Ebs": {"Encrypted": False}}]}},
            True,
        ),
        (
            "AWS::AutoScaling::LaunchConfiguration",
            {"BlockDeviceMappings": [{"Ebs": {"Encrypted": "false"}}]},
            True,
        ),
    ],
)
def test_a_disk_must_be_encrypted(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("ec2-disk-not-encrypted", type_, properties) is wrong
