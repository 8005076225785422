import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"StreamEncryption": {"EncryptionType": "NONE", "KeyId": "k"}}, True),
        ({"StreamEncryption": {"EncryptionType": "KMS"}}, True),
        ({"StreamEncryption": {"KeyId": "k"}}, True),
        ({"StreamEncryption": {"EncryptionType": "KMS", "KeyId": "alias/aws/kinesis"}}, False),
        ({"StreamEncryption": {"Fn::ImportValue": "Encryption"}}, False),
    ],
)
def test_a_stream_is_not_encrypted_at_rest(properties: dict[str, object], wrong: bool) -> None:
    assert judged("kinesis-not-encrypted", "AWS::Kinesis::Stream", properties) is wrong
