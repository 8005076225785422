import pytest

from check.judging import failing, judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"BackupPolicy": {"Status": "DISABLED"}}, True),
        ({"BackupPolicy": {"Status": "ENABLED"}}, False),
        ({"BackupPolicy": {"Status": {"Ref": "Status"}}}, False),
        ({"BackupPolicy": {"Ref": "Policy"}}, False),
        ({"AvailabilityZoneName": "eu-west-1a"}, False),
        ({"AvailabilityZoneName": "eu-west-1a", "BackupPolicy": {"Status": "DISABLED"}}, True),
    ],
)
def test_a_file_system_must_have_backups(properties: dict[str, object], wrong: bool) -> None:
    assert judged("efs-no-backup", "AWS::EFS::FileSystem", properties) is wrong


def test_a_backup_selection_is_enough() -> None:
    selection = {"BackupSelection": {"Resources": [{"Fn::GetAtt": ["Files", "Arn"]}]}}
    system = {"Files": ("AWS::EFS::FileSystem", {}), "Selection": ("AWS::Backup::BackupSelection", selection)}
    assert failing("efs-no-backup", system) == {}
