"""A search domain whose audit log is off."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.search_domains import DOMAINS
from stratiform.check.shapes import first, must_be_set, must_be_true

_LOG = "LogPublishingOptions.AUDIT_LOGS"

RULE = Rule(
    title="A search domain keeps no audit log",
    why="Who signed in, what was asked and what was changed cannot be told afterwards.",
    fix="Publish AUDIT_LOGS in LogPublishingOptions, with fine-grained access control on.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html#opensearch-5",
    types=DOMAINS,
    faults=first(
        must_be_true(f"{_LOG}.Enabled", "AUDIT_LOGS is {value}: access is not logged."),
        must_be_set(f"{_LOG}.CloudWatchLogsLogGroupArn", "AUDIT_LOGS has no log group to go to."),
    ),
    references=References(
        security_hub=("Opensearch.5", "ES.5"),
        checkov=("CKV_AWS_317",),
        guard=("OPENSEARCH_AUDIT_LOGGING_ENABLED", "ELASTICSEARCH_AUDIT_LOGGING_ENABLED"),
    ),
)
