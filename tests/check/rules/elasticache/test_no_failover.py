import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"AutomaticFailoverEnabled": False}, True),
        ({"AutomaticFailoverEnabled": True}, False),
        ({"AutomaticFailoverEnabled": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_cache_does_not_fail_over_to_another_zone(properties: dict[str, object], wrong: bool) -> None:
    assert judged("elasticache-no-failover", "AWS::ElastiCache::ReplicationGroup", properties) is wrong
