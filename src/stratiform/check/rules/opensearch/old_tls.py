"""A search domain that accepts old versions of TLS."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.search_domains import DOMAINS
from stratiform.check.shapes import must

RULE = Rule(
    title="A search domain accepts TLS 1.0 and 1.1",
    why="Both versions have known weaknesses, and AWS has ended their support.",
    fix='Set DomainEndpointOptions.TLSSecurityPolicy to "Policy-Min-TLS-1-2-PFS-2023-10".',
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html#opensearch-8",
    types=DOMAINS,
    faults=must(
        "DomainEndpointOptions.TLSSecurityPolicy",
        "TLSSecurityPolicy is {value}: TLS 1.0 is accepted.",
        lambda found: "1-0" not in str(found),
        default="Policy-Min-TLS-1-0-2019-07",
    ),
    references=References(security_hub=("Opensearch.8", "ES.8"), guard=("OPENSEARCH_HTTPS_REQUIRED",)),
)
