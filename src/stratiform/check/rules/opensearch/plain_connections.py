"""A search domain that answers plain HTTP."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.search_domains import DOMAINS
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A search domain answers plain HTTP",
    why="Whoever can read the network reads queries, results and credentials.",
    fix="Set DomainEndpointOptions.EnforceHTTPS to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html#opensearch-8",
    types=DOMAINS,
    faults=must_be_true(
        "DomainEndpointOptions.EnforceHTTPS",
        "EnforceHTTPS is {value}: clients may connect without encryption.",
    ),
    references=References(
        security_hub=("Opensearch.8", "ES.8"),
        checkov=("CKV_AWS_83",),
        guard=("OPENSEARCH_HTTPS_REQUIRED", "ELASTICSEARCH_HTTPS_REQUIRED"),
    ),
)
