"""What keeps data behind a network address, and on which port it listens."""

from __future__ import annotations

from collections.abc import Mapping

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import targets
from stratiform.assembly.properties import is_unknown, number, value

DATASTORES = (
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::DocDB::DBCluster",
    "AWS::Neptune::DBCluster",
    "AWS::Redshift::Cluster",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::ElastiCache::CacheCluster",
    "AWS::MemoryDB::Cluster",
    "AWS::DAX::Cluster",
    "AWS::OpenSearchService::Domain",
    "AWS::Elasticsearch::Domain",
)

_PORTS: Mapping[str, int] = {
    "AWS::DocDB::DBCluster": 27017,
    "AWS::Neptune::DBCluster": 8182,
    "AWS::Redshift::Cluster": 5439,
    "AWS::ElastiCache::ReplicationGroup": 6379,
    "AWS::MemoryDB::Cluster": 6379,
    "AWS::OpenSearchService::Domain": 443,
    "AWS::Elasticsearch::Domain": 443,
}
_ENGINES: Mapping[str, int] = {
    "postgres": 5432,
    "aurora-postgresql": 5432,
    "mysql": 3306,
    "mariadb": 3306,
    "aurora": 3306,
    "aurora-mysql": 3306,
    "redis": 6379,
    "valkey": 6379,
    "memcached": 11211,
}


def is_of_cluster(graph: Graph, store: Resource) -> bool:
    """Whether it is an instance of a cluster of this graph, which has its network and its data."""
    return any(
        target.type == "AWS::RDS::DBCluster" for target in targets(graph, store, "DBClusterIdentifier")
    )


def port(store: Resource) -> int | None:
    """The port it listens on: the one given, else its engine's; None where neither is known."""
    given = value(store, "Port", value(store, "Endpoint.Port"))
    if given is not None:
        seen = number(given)
        return int(seen) if seen is not None else None
    engine = value(store, "Engine")
    if store.type in _PORTS:
        return _PORTS[store.type]
    if is_unknown(engine) or not isinstance(engine, str):
        return None
    name = engine.lower()
    if name.startswith("oracle"):
        return 1521
    return 1433 if name.startswith("sqlserver") else _ENGINES.get(name)
