import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"TransitEncryptionEnabled": False}, True),
        ({"TransitEncryptionEnabled": "true"}, False),
        ({"TransitEncryptionEnabled": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_plain_connections(properties: dict[str, object], wrong: bool) -> None:
    assert judged("elasticache-plain-connections", "AWS::ElastiCache::ReplicationGroup", properties) is wrong
