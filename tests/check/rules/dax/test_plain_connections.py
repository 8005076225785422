import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"ClusterEndpointEncryptionType": "NONE"}, True),
        ({"ClusterEndpointEncryptionType": "TLS"}, False),
        ({"ClusterEndpointEncryptionType": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_dax_cluster_is_talked_to_without_encryption(properties: dict[str, object], wrong: bool) -> None:
    assert judged("dax-plain-connections", "AWS::DAX::Cluster", properties) is wrong
