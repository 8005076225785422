"""A search domain of an old generation."""

from __future__ import annotations

from stratiform.check.node_classes import not_older_than
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.search_domains import DOMAINS, of_nodes

_CURRENT = {"t": 3, "m": 5, "r": 5, "c": 5, "i": 3}

RULE = Rule(
    title="A search domain runs on an old generation of instances",
    why="Newer generations do more work for each dollar and each watt, and old ones are withdrawn.",
    fix="Take a current type of the same series, e.g. r7g.large.search instead of r4.large.search.",
    pillar=Pillar.PERFORMANCE,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/opensearch-service/latest/developerguide/supported-instance-types.html",
    types=DOMAINS,
    faults=of_nodes(lambda nodes: not_older_than(f"{nodes}.InstanceType", _CURRENT)),
)
