import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"AtRestEncryptionEnabled": False}, True),
        ({"AtRestEncryptionEnabled": True}, False),
        ({"Engine": "valkey"}, False),
        ({"Engine": "redis"}, True),
        ({"SnapshotArns": ["arn"]}, True),
        ({"AtRestEncryptionEnabled": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_cache_is_not_encrypted_at_rest(properties: dict[str, object], wrong: bool) -> None:
    assert judged("elasticache-not-encrypted", "AWS::ElastiCache::ReplicationGroup", properties) is wrong
