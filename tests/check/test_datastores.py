from typing import Any

import pytest

from graphs import graph
from stratiform.check.datastores import is_of_cluster, port

RDS = "AWS::RDS::DBInstance"


@pytest.mark.parametrize(
    ("type_", "properties", "wanted"),
    [
        (RDS, {"Engine": "postgres"}, 5432),
        (RDS, {"Engine": "postgres", "Port": "6000"}, 6000),
        (RDS, {"Engine": "oracle-ee"}, 1521),
        (RDS, {"Engine": "sqlserver-ex"}, 1433),
        (RDS, {"Engine": "aurora-mysql"}, 3306),
        (RDS, {"Engine": "db2-se"}, None),
        (RDS, {}, None),
        (RDS, {"Engine": "postgres", "Port": {"Fn::ImportValue": "Port"}}, None),
        ("AWS::Redshift::Cluster", {}, 5439),
        ("AWS::ElastiCache::CacheCluster", {"Engine": "memcached"}, 11211),
        ("AWS::ElastiCache::ReplicationGroup", {"Engine": "valkey"}, 6379),
    ],
)
def test_where_a_store_listens(type_: str, properties: dict[str, Any], wanted: int | None) -> None:
    (store,) = graph({"Store": (type_, properties)}).resources.values()
    assert port(store) == wanted


def test_an_instance_may_be_of_a_cluster() -> None:
    system = graph(
        {
            "Cluster": ("AWS::RDS::DBCluster", {}),
            "Writer": (RDS, {"DBClusterIdentifier": {"Ref": "Cluster"}}),
            "Alone": (RDS, {}),
        }
    )
    found = {one.address.logical_id: is_of_cluster(system, one) for one in system.resources.values()}
    assert found == {"Cluster": False, "Writer": True, "Alone": False}
