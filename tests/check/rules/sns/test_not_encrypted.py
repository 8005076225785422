import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"KmsMasterKeyId": ""}, True),
        ({"KmsMasterKeyId": "alias/aws/sns"}, False),
        ({"KmsMasterKeyId": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_topic_is_not_encrypted_with_a_kms_key(properties: dict[str, object], wrong: bool) -> None:
    assert judged("sns-not-encrypted", "AWS::SNS::Topic", properties) is wrong
