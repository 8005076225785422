import pytest

from check.judging import judged


@pytest.mark.parametrize(
    "type_",
    [
        "AWS::ElastiCache::ReplicationGroup",
        "AWS::ElastiCache::CacheCluster",
        "AWS::ElastiCache::ServerlessCache",
    ],
)
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"SnapshotRetentionLimit": 0}, True),
        ({"SnapshotRetentionLimit": 1}, False),
        ({"Engine": "memcached"}, False),
        ({"SnapshotRetentionLimit": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_cache_is_never_backed_up(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("elasticache-no-backups", type_, properties) is wrong
