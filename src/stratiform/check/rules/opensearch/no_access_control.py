"""A search domain without users of its own."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.search_domains import DOMAINS
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A search domain has no fine-grained access control",
    why="Whoever may call the domain reads and deletes every index.",
    fix="Set AdvancedSecurityOptions.Enabled to true, with a master user.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html#opensearch-7",
    types=DOMAINS,
    faults=must_be_true(
        "AdvancedSecurityOptions.Enabled",
        "AdvancedSecurityOptions.Enabled is {value}: access is all or nothing.",
    ),
    references=References(security_hub=("Opensearch.7",), guard=("OPENSEARCH_ACCESS_CONTROL_ENABLED",)),
)
