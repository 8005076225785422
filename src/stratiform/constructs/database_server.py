"""A PostgreSQL server, Aurora or one instance, in the same words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_kms as kms
from aws_cdk import aws_rds as rds

from constructs import Construct
from stratiform.constructs import database_limits as limits
from stratiform.constructs.environment import tier_of


@dataclass(frozen=True, kw_only=True)
class Server:
    """A server: where it answers, and what it can hold in connections and GiB.

    ``reader`` is the host for what only reads; without readers it is the same server. ``storage`` is None
    where it grows by itself.
    """

    resource: rds.DatabaseCluster | rds.DatabaseInstance
    host: str
    reader: str
    port: str
    connections: int
    memory: float
    storage: int | None


def aurora(scope: Construct, *, version: str, **options: Any) -> Server:
    """An Aurora Serverless cluster between the tier's capacities, with its readers."""
    tier = tier_of(scope).database
    engine = rds.AuroraPostgresEngineVersion.of(version, version.partition(".")[0])
    cluster = rds.DatabaseCluster(
        scope,
        "Resource",
        engine=rds.DatabaseClusterEngine.aurora_postgres(version=engine),
        serverless_v2_min_capacity=tier.min_capacity,
        serverless_v2_max_capacity=tier.max_capacity,
        writer=rds.ClusterInstance.serverless_v2("Writer"),
        readers=[
            # The first is sized as the writer, whose place it takes.
            rds.ClusterInstance.serverless_v2(f"Reader{number}", scale_with_writer=number == 1)
            for number in range(1, tier.readers + 1)
        ],
        **options,
    )
    # The cluster's setting holds for its instances too, which have none of their own.
    cdk.Annotations.of(cluster).acknowledge_warning("@aws-cdk/aws-rds:instancePerformanceInsightsOverridden")
    memory = limits.ACU * tier.max_capacity
    return Server(
        resource=cluster,
        host=cluster.cluster_endpoint.hostname,
        reader=cluster.cluster_read_endpoint.hostname,
        port=cdk.Tokenization.stringify_number(cluster.cluster_endpoint.port),
        # With half a unit at least, Aurora allows no more, whatever the highest capacity.
        connections=limits.connections(memory, limit=2000 if tier.min_capacity < 1 else 5000),
        memory=memory,
        storage=None,
    )


def instance(
    scope: Construct,
    *,
    version: str,
    storage: int,
    backup: rds.BackupProps,
    storage_encryption_key: kms.IKey | None,
    **options: Any,
) -> Server:
    """One instance of the tier's class and its standby, with ``storage`` GiB that grow to ten times that."""
    tier = tier_of(scope).database
    engine = rds.PostgresEngineVersion.of(version, version.partition(".")[0])
    made = rds.DatabaseInstance(
        scope,
        "Resource",
        engine=rds.DatabaseInstanceEngine.postgres(version=engine),
        instance_type=ec2.InstanceType(tier.instance),
        multi_az=tier.standby,
        publicly_accessible=False,
        storage_type=rds.StorageType.GP3,
        allocated_storage=storage,
        max_allocated_storage=10 * storage,
        storage_encryption_key=storage_encryption_key,
        backup_retention=backup.retention,
        preferred_backup_window=backup.preferred_window,
        database_name=options.pop("default_database_name"),
        **options,
    )
    memory = limits.memory(tier.instance)
    return Server(
        resource=made,
        host=made.db_instance_endpoint_address,
        reader=made.db_instance_endpoint_address,
        port=made.db_instance_endpoint_port,
        connections=limits.connections(memory),
        memory=memory,
        storage=storage,
    )
