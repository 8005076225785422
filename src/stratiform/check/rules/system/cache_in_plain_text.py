"""Workloads that talk to a cache without TLS."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.clients import clients
from stratiform.check.properties import is_false, value
from stratiform.check.rule import Fault, Pillar, Rule, Severity

_PATHS = {
    "AWS::ElastiCache::ReplicationGroup": ("TransitEncryptionEnabled", False),
    "AWS::ElastiCache::CacheCluster": ("TransitEncryptionEnabled", False),
    "AWS::MemoryDB::Cluster": ("TLSEnabled", True),
}


def _applies(cache: Resource, graph: Graph) -> bool:
    return bool(clients(graph, cache))


def _faults(cache: Resource, graph: Graph) -> Fault | None:
    path, default = _PATHS[cache.type]
    if not is_false(value(cache, path, default)):
        return None
    talking = clients(graph, cache)
    names = ", ".join(one.address.logical_id for one in talking)
    return Fault(
        f"{names} may talk to it, without TLS.", at=path, evidence=tuple(one.address for one in talking)
    )


RULE = Rule(
    title="Workloads talk to a cache in plain text",
    why="Whoever gets into the network reads what is cached, sessions and passwords of the cache among it.",
    fix="Switch on encryption in transit of the cache and connect with TLS.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html",
    types=tuple(_PATHS),
    applies=_applies,
    faults=_faults,
)
