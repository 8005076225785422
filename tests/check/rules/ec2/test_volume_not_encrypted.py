import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"Encrypted": False}, True),
        ({"Encrypted": "true"}, False),
        ({"Encrypted": {"Ref": "Flag"}}, False),
        ({"SnapshotId": "snap-1"}, False),
        ({"SnapshotId": "snap-1", "Encrypted": False}, True),
        ({"KmsKeyId": {"Ref": "Key"}}, False),
    ],
)
def test_a_volume_must_be_encrypted(properties: dict[str, object], wrong: bool) -> None:
    assert judged("ec2-volume-not-encrypted", "AWS::EC2::Volume", properties) is wrong
