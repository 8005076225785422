import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::ElastiCache::ReplicationGroup", "AWS::ElastiCache::CacheCluster"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"CacheNodeType": "cache.r5.large"}, True),
        ({"CacheNodeType": "cache.r7g.large"}, False),
        ({"CacheNodeType": "cache.m3.medium"}, False),
        ({"CacheNodeType": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_cache_does_not_run_on_graviton(type_: str, properties: dict[str, object], wrong: bool) -> None:
    assert judged("elasticache-not-graviton", type_, properties) is wrong
