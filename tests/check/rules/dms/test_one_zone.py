import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"MultiAZ": False}, True),
        ({"MultiAZ": "false"}, True),
        ({"MultiAZ": True}, False),
        ({"MultiAZ": "true"}, False),
        ({"MultiAZ": {"Ref": "Value"}}, False),
    ],
)
def test_a_replication_instance_must_stand_in_several_zones(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("dms-one-zone", "AWS::DMS::ReplicationInstance", properties) is wrong
