"""What kind of database an RDS instance or cluster is, and how many members a cluster has."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.properties import is_unknown, value
from stratiform.check.rule import Fault
from stratiform.check.shapes import Faults


def stands_alone(instance: Resource, graph: Graph) -> bool:
    """An instance with its own storage: no member of a cluster, which the cluster's properties describe."""
    engine = value(instance, "Engine")
    in_cluster = is_unknown(engine) or str(engine).startswith("aurora")
    return value(instance, "DBClusterIdentifier") is None and not in_cluster


def has_storage(database: Resource, graph: Graph) -> bool:
    """A cluster, or an instance that stands alone: what has the data, the snapshots and the logs."""
    return database.type == "AWS::RDS::DBCluster" or stands_alone(database, graph)


def is_primary(instance: Resource, graph: Graph) -> bool:
    """An instance that stands alone and is no replica within its region.

    A replica in another region is what is left when the region of its primary fails.
    """
    return stands_alone(instance, graph) and not _is_near_replica(instance)


def chooses_encryption(instance: Resource, graph: Graph) -> bool:
    """A primary that chooses its encryption: no snapshot does."""
    return is_primary(instance, graph) and value(instance, "DBSnapshotIdentifier") is None


def _is_near_replica(instance: Resource) -> bool:
    source, region = value(instance, "SourceDBInstanceIdentifier"), value(instance, "SourceRegion")
    return source is not None and region is None


def cluster_chooses_encryption(cluster: Resource, graph: Graph) -> bool:
    """A cluster whose encryption is its own: not taken over from a snapshot or from another cluster."""
    origins = ("SnapshotIdentifier", "SourceDBClusterIdentifier", "ReplicationSourceIdentifier")
    return all(value(cluster, origin) is None for origin in origins)


def must_have_a_second_instance(instance: str) -> Faults:
    """A fault where a cluster has one member of the type ``instance``. None at all are made elsewhere."""

    def faults(cluster: Resource, graph: Graph) -> Fault | None:
        members = list(sources(graph, cluster, instance, "DBClusterIdentifier"))
        if len(members) != 1:
            return None
        return Fault("It has one instance, so nothing takes over.", evidence=(members[0].address,))

    return faults
