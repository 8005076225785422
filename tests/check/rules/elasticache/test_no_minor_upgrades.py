import pytest

from check.judging import judged


@pytest.mark.parametrize("type_", ["AWS::ElastiCache::ReplicationGroup", "AWS::ElastiCache::CacheCluster"])
@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"AutoMinorVersionUpgrade": False}, True),
        ({"AutoMinorVersionUpgrade": True}, False),
        ({"AutoMinorVersionUpgrade": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_cache_does_not_take_minor_engine_versions_by_itself(
    type_: str, properties: dict[str, object], wrong: bool
) -> None:
    assert judged("elasticache-no-minor-upgrades", type_, properties) is wrong
