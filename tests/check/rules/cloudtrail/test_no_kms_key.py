import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"KMSKeyId": ""}, True),
        ({"KMSKeyId": "given"}, False),
        ({"KMSKeyId": {"Ref": "Value"}}, False),
    ],
)
def test_a_trail_must_be_encrypted_with_a_KMS_key(properties: dict[str, object], wrong: bool) -> None:
    assert judged("cloudtrail-no-kms-key", "AWS::CloudTrail::Trail", properties) is wrong
