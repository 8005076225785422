import pytest

from check.judging import judged


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({}, True),
        ({"DeletionProtection": False}, True),
        ({"DeletionProtection": True}, False),
        ({"DeletionProtection": {"Fn::ImportValue": "Other"}}, False),
    ],
)
def test_a_neptune_cluster_can_be_deleted_by_a_single_call(
    properties: dict[str, object], wrong: bool
) -> None:
    assert judged("neptune-no-deletion-protection", "AWS::Neptune::DBCluster", properties) is wrong
