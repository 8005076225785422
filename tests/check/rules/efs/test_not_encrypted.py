import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"Encrypted": False}, True),
        ({"Encrypted": "false"}, True),
        ({"Encrypted": True}, False),
        ({"Encrypted": "true"}, False),
        ({"Encrypted": {"Ref": "Value"}}, False),
    ],
)
def test_a_file_system_must_be_encrypted(properties: dict[str, object], wrong: bool) -> None:
    assert judged("efs-not-encrypted", "AWS::EFS::FileSystem", properties) is wrong
