import pytest

from check.judging import failing

CLUSTER, MEMBER = "AWS::RDS::DBCluster", ("AWS::RDS::DBInstance", {"DBClusterIdentifier": {"Ref": "It"}})


@pytest.mark.parametrize(("members", "wrong"), [(0, False), (1, True), (2, False)])
def test_a_cluster_needs_a_second_instance(members: int, wrong: bool) -> None:
    resources = {
        "It": (CLUSTER, {"Engine": "aurora-postgresql"}),
        **{f"Member{i}": MEMBER for i in range(members)},
    }
    assert bool(failing("rds-cluster-single-instance", resources)) is wrong


def test_a_multi_az_cluster_brings_its_instances() -> None:
    resources = {"It": (CLUSTER, {"Engine": "mysql"}), "Member": MEMBER}
    assert not failing("rds-cluster-single-instance", resources)
