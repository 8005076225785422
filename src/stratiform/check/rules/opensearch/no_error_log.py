"""A search domain whose errors are not logged."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.search_domains import DOMAINS
from stratiform.check.shapes import first, must_be_set, must_be_true

_LOG = "LogPublishingOptions.ES_APPLICATION_LOGS"

RULE = Rule(
    title="A search domain does not publish its error log",
    why="Failing queries, scripts and indexing leave no trace outside the domain.",
    fix="Publish ES_APPLICATION_LOGS in LogPublishingOptions.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html#opensearch-4",
    types=DOMAINS,
    faults=first(
        must_be_true(f"{_LOG}.Enabled", "ES_APPLICATION_LOGS is {value}: errors are not published."),
        must_be_set(f"{_LOG}.CloudWatchLogsLogGroupArn", "ES_APPLICATION_LOGS has no log group to go to."),
    ),
    references=References(
        security_hub=("Opensearch.4", "ES.4"),
        guard=("OPENSEARCH_APPLICATION_LOGGING_ENABLED", "ELASTICSEARCH_APPLICATION_LOGGING_ENABLED"),
    ),
)
