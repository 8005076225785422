import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"EncryptionInfo": {"EncryptionInTransit": {"ClientBroker": "TLS_PLAINTEXT"}}}, True),
        ({"EncryptionInfo": {"EncryptionInTransit": {"ClientBroker": "PLAINTEXT"}}}, True),
        ({"EncryptionInfo": {"EncryptionInTransit": {"ClientBroker": "TLS"}}}, False),
        ({"EncryptionInfo": {"EncryptionInTransit": {"ClientBroker": {"Fn::ImportValue": "Other"}}}}, False),
    ],
)
def test_an_msk_cluster_accepts_plain_connections(properties: dict[str, object], wrong: bool) -> None:
    assert judged("msk-plain-connections", "AWS::MSK::Cluster", properties) is wrong
