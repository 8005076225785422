import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, False),
        ({"AutoMinorVersionUpgrade": False}, True),
        ({"AutoMinorVersionUpgrade": "false"}, True),
        ({"AutoMinorVersionUpgrade": True}, False),
        ({"AutoMinorVersionUpgrade": "true"}, False),
        ({"AutoMinorVersionUpgrade": {"Ref": "Value"}}, False),
    ],
)
def test_a_replication_instance_must_get_minor_upgrades(properties: dict[str, object], wrong: bool) -> None:
    assert judged("dms-no-minor-upgrades", "AWS::DMS::ReplicationInstance", properties) is wrong
