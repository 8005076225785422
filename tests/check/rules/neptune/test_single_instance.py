import pytest

from check.judging import failing

CLUSTER, MEMBER = (
    "AWS::Neptune::DBCluster",
    ("AWS::Neptune::DBInstance", {"DBClusterIdentifier": {"Ref": "It"}}),
)


@pytest.mark.parametrize(("members", "wrong"), [(0, False), (1, True), (2, False)])
def test_a_cluster_needs_a_second_instance(members: int, wrong: bool) -> None:
    resources = {"It": (CLUSTER, {}), **{f"Member{i}": MEMBER for i in range(members)}}
    assert bool(failing("neptune-single-instance", resources)) is wrong
