import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"PubliclyAccessible": True}, True),
        ({"PubliclyAccessible": "false"}, False),
        ({"PubliclyAccessible": {"Ref": "Flag"}}, False),
    ],
)
def test_a_replication_instance_must_not_be_public(properties: dict[str, object], wrong: bool) -> None:
    assert judged("dms-public", "AWS::DMS::ReplicationInstance", properties) is wrong
