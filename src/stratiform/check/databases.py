"""What kind of database an RDS instance or cluster is: several rules hold for one kind only."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.properties import value


def stands_alone(instance: Resource, graph: Graph) -> bool:
    """An instance with its own storage: no member of a cluster, which the cluster's properties describe."""
    engine = value(instance, "Engine")
    return value(instance, "DBClusterIdentifier") is None and not (
        isinstance(engine, str) and engine.startswith("aurora")
    )


def is_primary(instance: Resource, graph: Graph) -> bool:
    """An instance that stands alone and replicates no other."""
    return stands_alone(instance, graph) and value(instance, "SourceDBInstanceIdentifier") is None


def chooses_encryption(instance: Resource, graph: Graph) -> bool:
    """An instance that chooses its encryption: no snapshot and no primary of the same region does."""
    replica = (
        value(instance, "SourceDBInstanceIdentifier") is not None and value(instance, "SourceRegion") is None
    )
    return stands_alone(instance, graph) and not replica and value(instance, "DBSnapshotIdentifier") is None


def cluster_chooses_encryption(cluster: Resource, graph: Graph) -> bool:
    """A cluster whose encryption is its own: not taken over from a snapshot or from another cluster."""
    origins = ("SnapshotIdentifier", "SourceDBClusterIdentifier", "ReplicationSourceIdentifier")
    return all(value(cluster, origin) is None for origin in origins)
