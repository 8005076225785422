import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"Volumes": [{"Name": "scratch"}]}, False),
        ({"Volumes": [{"EFSVolumeConfiguration": {"FilesystemId": "fs-1"}}]}, True),
        ({"Volumes": [{"EFSVolumeConfiguration": {"TransitEncryption": "DISABLED"}}]}, True),
        ({"Volumes": [{"EFSVolumeConfiguration": {"TransitEncryption": "ENABLED"}}]}, False),
        ({"Volumes": [{"EFSVolumeConfiguration": {"TransitEncryption": {"Ref": "Setting"}}}]}, False),
        ({"Volumes": [{"EFSVolumeConfiguration": {"Ref": "Configuration"}}]}, False),
    ],
)
def test_a_task_must_mount_EFS_with_encryption(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ecs-plain-efs", "AWS::ECS::TaskDefinition", properties) is wrong
