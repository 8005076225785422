import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"TLSEnabled": False}, True),
        ({"TLSEnabled": True}, False),
        ({"TLSEnabled": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_memorydb_cluster_is_talked_to_without_encryption(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("memorydb-plain-connections", "AWS::MemoryDB::Cluster", properties) is wrong
