import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"EnableKeyRotation": False}, True),
        ({"EnableKeyRotation": "true"}, False),
        ({"EnableKeyRotation": {"Ref": "Flag"}}, False),
        ({"KeySpec": "RSA_2048"}, False),
        ({"KeySpec": "HMAC_256", "KeyUsage": "GENERATE_VERIFY_MAC"}, False),
        ({"Origin": "EXTERNAL"}, False),
    ],
)
def test_a_key_must_be_rotated(properties: dict[str, object], wrong: bool) -> None:
    assert judged("kms-no-rotation", "AWS::KMS::Key", properties) is wrong
