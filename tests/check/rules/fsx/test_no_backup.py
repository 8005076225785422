import pytest

from check.judging import failing, judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"FileSystemType": "OPENZFS"}, False),
        ({"FileSystemType": "OPENZFS", "OpenZFSConfiguration": {"AutomaticBackupRetentionDays": 0}}, True),
        ({"FileSystemType": "WINDOWS"}, False),
        ({"FileSystemType": "WINDOWS", "WindowsConfiguration": {"AutomaticBackupRetentionDays": 0}}, True),
        ({"FileSystemType": "ONTAP", "OntapConfiguration": {"AutomaticBackupRetentionDays": "0"}}, True),
        (
            {
                "FileSystemType": "ONTAP",
                "OntapConfiguration": {"AutomaticBackupRetentionDays": {"Ref": "Days"}},
            },
            False,
        ),
        ({"FileSystemType": "LUSTRE"}, False),
        ({"FileSystemType": "LUSTRE", "LustreConfiguration": {"DeploymentType": "SCRATCH_2"}}, False),
        ({"FileSystemType": "LUSTRE", "LustreConfiguration": {"DeploymentType": "PERSISTENT_2"}}, True),
        ({"FileSystemType": {"Ref": "Type"}}, False),
    ],
)
def test_a_file_system_must_have_backups(properties: dict[str, object], wrong: bool) -> None:
    assert judged("fsx-no-backup", "AWS::FSx::FileSystem", properties) is wrong


def test_a_backup_selection_is_enough() -> None:
    selection = {"BackupSelection": {"Resources": [{"Fn::GetAtt": ["Files", "ResourceARN"]}]}}
    none = {"FileSystemType": "OPENZFS", "OpenZFSConfiguration": {"AutomaticBackupRetentionDays": 0}}
    files = ("AWS::FSx::FileSystem", none)
    system = {"Files": files, "Selection": ("AWS::Backup::BackupSelection", selection)}
    assert failing("fsx-no-backup", system) == {}
