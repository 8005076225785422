import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        # Guard leaves out versions before 3.2.6, which cannot encrypt: what they carry is plain all the same.
        ({"EngineVersion": "2.8.6"}, True),
        ({"TransitEncryptionEnabled": False}, True),
        ({"TransitEncryptionEnabled": "true"}, False),
        ({"TransitEncryptionEnabled": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_cache_is_talked_to_without_encryption(properties: dict[str, object], wrong: bool) -> None:
    assert judged("elasticache-plain-connections", "AWS::ElastiCache::ReplicationGroup", properties) is wrong
