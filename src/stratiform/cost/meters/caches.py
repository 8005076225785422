"""ElastiCache and MemoryDB: nodes by engine, serverless caches, snapshots."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stratiform.cost.component import HOURS, Component
from stratiform.cost.instances import RESERVED, reserved
from stratiform.cost.keys import amount
from stratiform.cost.meter import Meter
from stratiform.cost.reading import Reading


def _nodes(reading: Reading, count: Decimal, engine: str) -> Iterator[Component]:
    type_ = reading.text("CacheNodeType", "cache.t3.micro")
    key = f"elasticache.node.{type_.removeprefix('cache.')}"
    price, way = reading.price(key).steps[0].price, "on-demand"
    if engine == "valkey":
        price *= reading.price("elasticache.valkey").steps[0].price
    if reading.choice("reserved_instance_term") != "none":
        price, way = price * reserved(reading, "elasticache"), "reserved"
    yield reading.line(f"ElastiCache ({way}, {type_})", "hours", count * HOURS, price, key)


def _engine(reading: Reading) -> str:
    return "valkey" if reading.text("Engine").lower() == "valkey" else "redis"


def _snapshots(reading: Reading) -> Iterator[Component]:
    kept = reading.number("SnapshotRetentionLimit", 0)
    if kept > 1 or "snapshot_storage_size_gb" in reading.stated.values:
        yield from reading.used("Backup storage", "elasticache.backup", "snapshot_storage_size_gb")


def _cluster(reading: Reading) -> Iterator[Component]:
    yield from _nodes(reading, reading.number("NumCacheNodes", 1), _engine(reading))
    if reading.text("Engine", "redis").lower() != "memcached":
        yield from _snapshots(reading)


def _group(reading: Reading) -> Iterator[Component]:
    groups = reading.number("NumNodeGroups", max(1, len(reading.list("NodeGroupConfiguration"))))
    replicas = reading.number("ReplicasPerNodeGroup", 0)
    single = reading.number("NumCacheClusters", 0)
    yield from _nodes(reading, single or groups * (1 + replicas), _engine(reading))
    yield from _snapshots(reading)


def _serverless(reading: Reading) -> Iterator[Component]:
    valkey = "valkey" if reading.text("Engine").lower() == "valkey" else "redis"
    least = Decimal("0.1") if valkey == "valkey" else Decimal(1)
    stored = max(least, reading.use("storage_gb"))
    yield from reading.charge(
        "Data stored", f"elasticache.serverless.{valkey}.gb", stored * HOURS, "storage_gb"
    )
    yield from reading.used(
        "Processing units", f"elasticache.serverless.{valkey}.units", "monthly_processing_units"
    )


def _memorydb(reading: Reading) -> Iterator[Component]:
    type_ = reading.text("NodeType", "db.t4g.small")
    nodes = reading.number("NumShards", 1) * (1 + reading.number("NumReplicasPerShard", 1))
    key = f"memorydb.node.{type_.removeprefix('db.')}"
    price = reading.price(key).steps[0].price
    valkey = _engine(reading) == "valkey"
    if valkey:
        price *= reading.price("memorydb.valkey").steps[0].price
    yield reading.line(f"MemoryDB node ({type_})", "hours", nodes * HOURS, price, key)
    written = reading.use("monthly_data_written_gb")
    if valkey:  # the first 10 TB are free
        written = max(Decimal(), written - 10_240)
    yield from reading.charge("Data written", "memorydb.written", written, "monthly_data_written_gb")


_SNAPSHOTS = amount("snapshot_storage_size_gb", "GB of snapshots beyond the first.")

METERS = (
    Meter("ElastiCache", ("AWS::ElastiCache::CacheCluster",), _cluster, (*RESERVED, _SNAPSHOTS)),
    Meter("ElastiCache", ("AWS::ElastiCache::ReplicationGroup",), _group, (*RESERVED, _SNAPSHOTS)),
    Meter(
        "ElastiCache",
        ("AWS::ElastiCache::ServerlessCache",),
        _serverless,
        (
            amount("storage_gb", "GB stored, on average.", 0.1, 1, 10),
            amount(
                "monthly_processing_units", "Processing units (ECPU).", 1_000_000, 10_000_000, 100_000_000
            ),
        ),
    ),
    Meter(
        "MemoryDB",
        ("AWS::MemoryDB::Cluster",),
        _memorydb,
        (amount("monthly_data_written_gb", "GB written.", 1, 10, 100),),
    ),
)
