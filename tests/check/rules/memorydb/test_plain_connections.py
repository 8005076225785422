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
def test_plain_connections(properties: dict[str, object], wrong: bool) -> None:
    assert judged("memorydb-plain-connections", "AWS::MemoryDB::Cluster", properties) is wrong
