"""A search domain that could run on Graviton."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.node_classes import on_graviton
from stratiform.check.rule import Fault, Pillar, Rule, Severity

_CONFIG = {
    "AWS::OpenSearchService::Domain": "ClusterConfig",
    "AWS::Elasticsearch::Domain": "ElasticsearchClusterConfig",
}


def _faults(domain: Resource, graph: Graph) -> Fault | None:
    path = f"{_CONFIG[domain.type]}.InstanceType"
    return on_graviton(path, "mrc")(domain, graph)


RULE = Rule(
    title="A search domain does not run on Graviton",
    why="Graviton uses less energy for the same work and costs about a tenth less; clients need no change.",
    fix="Take the type with a g, e.g. r7g.large.search instead of r5.large.search.",
    pillar=Pillar.SUSTAINABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/opensearch-service/latest/developerguide/supported-instance-types.html",
    types=("AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain"),
    faults=_faults,
)
