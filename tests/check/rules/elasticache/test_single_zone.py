import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"MultiAZEnabled": True}, False),
        ({"MultiAZEnabled": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_single_zone(properties: dict[str, object], wrong: bool) -> None:
    assert judged("elasticache-single-zone", "AWS::ElastiCache::ReplicationGroup", properties) is wrong
