import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"AutomaticFailoverEnabled": True}, True),
        ({}, False),
        ({"AutomaticFailoverEnabled": False, "MultiAZEnabled": False}, False),
        ({"AutomaticFailoverEnabled": True, "MultiAZEnabled": True}, False),
        ({"AutomaticFailoverEnabled": True, "MultiAZEnabled": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_cache_runs_in_one_zone_only(properties: dict[str, object], wrong: bool) -> None:
    assert judged("elasticache-single-zone", "AWS::ElastiCache::ReplicationGroup", properties) is wrong
