import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"ACLName": "open-access"}, True),
        ({"ACLName": "orders"}, False),
        ({"ACLName": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_memorydb_cluster_asks_nobody_for_a_password(properties: dict[str, object], wrong: bool) -> None:
    assert judged("memorydb-open-access", "AWS::MemoryDB::Cluster", properties) is wrong
