import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::ElastiCache::ReplicationGroup", "AWS::ElastiCache::CacheCluster"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"CacheNodeType": "cache.m3.medium"}, True),
        ({"CacheNodeType": "cache.t1.micro"}, True),
        ({"CacheNodeType": "cache.t4g.micro"}, False),
        ({"CacheNodeType": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_cache_runs_on_an_old_generation_of_nodes(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("elasticache-old-generation", type_, properties) is wrong
