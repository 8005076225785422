"""Search domains, of OpenSearch and of Elasticsearch: what each calls the configuration of its nodes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.rule import Fault
from stratiform.check.shapes import Faults

_NODES: Mapping[str, str] = {
    "AWS::OpenSearchService::Domain": "ClusterConfig",
    "AWS::Elasticsearch::Domain": "ElasticsearchClusterConfig",
}
DOMAINS = tuple(_NODES)


def of_nodes(fault: Callable[[str], Faults]) -> Faults:
    """What ``fault(path)`` finds, where ``path`` is that of the configuration of the domain's nodes."""
    by_type = {type_: fault(path) for type_, path in _NODES.items()}

    def faults(domain: Resource, graph: Graph) -> Fault | None:
        return by_type[domain.type](domain, graph)

    return faults
