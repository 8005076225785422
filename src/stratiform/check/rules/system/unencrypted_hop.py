"""A workload whose traffic crosses a network in plain text, on its way in or on to a cache."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.properties import is_false, value
from stratiform.check.clients import WORKLOADS, stores
from stratiform.check.entrances import entrances, is_open, plain_distributions
from stratiform.check.rule import Fault, Pillar, Rule, Severity

# The property that switches TLS on, and what holds without it.
_CACHES = {
    "AWS::ElastiCache::ReplicationGroup": ("TransitEncryptionEnabled", False),
    "AWS::MemoryDB::Cluster": ("TLSEnabled", True),
}

Hop = tuple[bool, str, tuple[Address, ...]]


def _hops(workload: Resource, graph: Graph) -> Iterator[Hop]:
    """Each hop: whether it is plain, what it is, and its resources."""
    for entrance in entrances(graph, workload):
        plain = value(entrance.listener, "Protocol") == "HTTP"
        if is_open(graph, entrance.balancer):
            yield plain, "from the internet to its load balancer", entrance.steps
        for distribution in plain_distributions(graph, entrance.balancer):
            steps = (distribution.address, *entrance.steps)
            yield True, f"from {distribution.address.logical_id} to its load balancer", steps
    for store in stores(graph, workload):
        cache = graph.resources[store]
        if cache.type in _CACHES:
            path, default = _CACHES[cache.type]
            plain = is_false(value(cache, path, default))
            yield plain, f"to the cache {cache.address.logical_id}", (cache.address,)


def _applies(workload: Resource, graph: Graph) -> bool:
    return any(True for _ in _hops(workload, graph))


def _faults(workload: Resource, graph: Graph) -> Fault | None:
    plain = [(what, steps) for is_plain, what, steps in _hops(workload, graph) if is_plain]
    if not plain:
        return None
    names = "; ".join(dict.fromkeys(what for what, _ in plain))
    evidence = dict.fromkeys(address for _, steps in plain for address in steps)
    return Fault(f"Its traffic is plain text {names}.", evidence=tuple(evidence))


RULE = Rule(
    title="The traffic of a workload crosses a network in plain text",
    why="Whoever is on the way reads and changes it, passwords and sessions included.",
    fix="Use TLS on each hop: an HTTPS listener, https-only to the origin, a cache that encrypts in transit.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_protect_data_transit_encrypt.html",
    types=WORKLOADS,
    applies=_applies,
    faults=_faults,
)
