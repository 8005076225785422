import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"EncryptionInfo": {"EncryptionInTransit": {"InCluster": False}}}, True),
        ({"EncryptionInfo": {"EncryptionInTransit": {"InCluster": True}}}, False),
        ({"EncryptionInfo": {"EncryptionInTransit": {"InCluster": {"Fn::ImportValue": "Other"}}}}, False),
    ],
)
def test_the_brokers_of_an_msk_cluster_talk_without_encryption(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("msk-plain-between-brokers", "AWS::MSK::Cluster", properties) is wrong
