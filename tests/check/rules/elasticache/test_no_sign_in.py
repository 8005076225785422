import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"AuthToken": "{{resolve:secretsmanager:cache}}"}, False),
        ({"UserGroupIds": ["group"]}, False),
        ({"UserGroupIds": []}, True),
        ({"AuthToken": {"Fn::ImportValue": "Token"}}, False),
    ],
)
def test_a_cache_asks_nobody_for_a_password(properties: dict[str, object], wrong: bool) -> None:
    assert judged("elasticache-no-sign-in", "AWS::ElastiCache::ReplicationGroup", properties) is wrong
