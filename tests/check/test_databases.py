import pytest

from graphs import graph
from stratiform.check.databases import (
    chooses_encryption,
    cluster_chooses_encryption,
    is_primary,
    stands_alone,
)

ALONE, MEMBER = {"Engine": "mysql"}, {"DBClusterIdentifier": "orders"}
NEAR, FAR = (
    {"SourceDBInstanceIdentifier": "a"},
    {"SourceDBInstanceIdentifier": "a", "SourceRegion": "eu-west-1"},
)
RESTORED = {"DBSnapshotIdentifier": "before"}


@pytest.mark.parametrize(
    ("properties", "kinds"),
    [
        (ALONE, (True, True, True)),
        (MEMBER, (False, False, False)),
        ({"Engine": "aurora-mysql"}, (False, False, False)),
        (NEAR, (True, False, False)),
        (FAR, (True, True, True)),
        (RESTORED, (True, True, False)),
    ],
)
def test_the_kinds_of_instances(properties: dict[str, object], kinds: tuple[bool, bool, bool]) -> None:
    system = graph({"It": ("AWS::RDS::DBInstance", properties)})
    one = next(iter(system.resources.values()))
    assert (stands_alone(one, system), is_primary(one, system), chooses_encryption(one, system)) == kinds


@pytest.mark.parametrize(
    ("properties", "chooses"),
    [({}, True), ({"SnapshotIdentifier": "before"}, False), ({"SourceDBClusterIdentifier": "a"}, False)],
)
def test_a_restored_cluster_takes_its_encryption_over(properties: dict[str, object], chooses: bool) -> None:
    system = graph({"It": ("AWS::RDS::DBCluster", properties)})
    assert cluster_chooses_encryption(next(iter(system.resources.values())), system) is chooses
