"""Nodes, replicas, shards, Valkey, serverless."""

from __future__ import annotations

from typing import Any

import pytest

from cost.bills import ChargeOf


@pytest.mark.parametrize(
    ("type_", "properties", "stated", "monthly"),
    [
        (
            "AWS::ElastiCache::CacheCluster",
            {"Engine": "redis", "CacheNodeType": "cache.t3.micro", "NumCacheNodes": 1},
            {},
            0.017 * 730,
        ),
        (
            "AWS::ElastiCache::CacheCluster",
            {"Engine": "memcached", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 3},
            {},
            3 * 0.156 * 730,
        ),
        (
            "AWS::ElastiCache::ReplicationGroup",
            {"CacheNodeType": "cache.r6g.large", "NumNodeGroups": 3, "ReplicasPerNodeGroup": 2},
            {},
            9 * 0.206 * 730,
        ),
        (
            "AWS::ElastiCache::ReplicationGroup",
            {"CacheNodeType": "cache.r6g.large", "NumCacheClusters": 2, "Engine": "valkey"},
            {},
            2 * 0.8 * 0.206 * 730,
        ),
        (
            "AWS::ElastiCache::ReplicationGroup",
            {"CacheNodeType": "cache.t3.micro", "NumCacheClusters": 1, "SnapshotRetentionLimit": 5},
            {"snapshot_storage_size_gb": 100},
            0.017 * 730 + 8.5,
        ),
        (
            "AWS::ElastiCache::ServerlessCache",
            {"Engine": "valkey"},
            {"storage_gb": 1, "monthly_processing_units": 1_000_000_000},
            0.084 * 730 + 2.3,
        ),
        (
            "AWS::MemoryDB::Cluster",
            {"NodeType": "db.r6g.large", "NumShards": 2, "NumReplicasPerShard": 1},
            {},
            4 * 0.309 * 730,
        ),
        (
            "AWS::MemoryDB::Cluster",
            {"NodeType": "db.r6g.large", "NumReplicasPerShard": 0, "Engine": "valkey"},
            {"monthly_data_written_gb": 10_340},
            0.7 * 0.309 * 730 + 20,
        ),
    ],
)
def test_what_is_charged(
    charge_of: ChargeOf, type_: str, properties: dict[str, Any], stated: dict[str, Any], monthly: float
) -> None:
    assert float(charge_of(type_, properties, **stated).monthly) == pytest.approx(monthly, rel=1e-4)
