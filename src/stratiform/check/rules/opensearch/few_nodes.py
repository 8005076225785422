"""A search domain with fewer than three data nodes."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.search_domains import DOMAINS, of_nodes
from stratiform.check.shapes import Faults, at_least, first, must_be_true

_INSTANCES, _AWARE = (
    "InstanceCount is {value}: three data nodes survive the loss of one.",
    "ZoneAwarenessEnabled is {value}.",
)


def _few(nodes: str) -> Faults:
    return first(
        at_least(f"{nodes}.InstanceCount", 3, _INSTANCES, default=1),
        must_be_true(f"{nodes}.ZoneAwarenessEnabled", _AWARE),
    )


RULE = Rule(
    title="A search domain has too few data nodes",
    why="With fewer than three nodes in several zones, the loss of one loses replicas or the quorum.",
    fix="Set ClusterConfig.InstanceCount to 3 or more, and ZoneAwarenessEnabled to true.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html#opensearch-6",
    types=DOMAINS,
    faults=of_nodes(_few),
    references=References(
        security_hub=("Opensearch.6", "ES.6"),
        cdk_nag=("AwsSolutions-OS7",),
        guard=("OPENSEARCH_DATA_NODE_FAULT_TOLERANCE", "ELASTICSEARCH_DATA_NODE_FAULT_TOLERANCE"),
    ),
)
