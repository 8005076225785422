"""A DocumentDB cluster whose audit log is not exported."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_contain

RULE = Rule(
    title="The audit log of a DocumentDB cluster is not exported",
    why="Who signed in and what was asked cannot be told afterwards.",
    fix='Add "audit" to EnableCloudwatchLogsExports and turn auditing on in the parameter group.',
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/documentdb-controls.html#documentdb-4",
    types=("AWS::DocDB::DBCluster",),
    faults=must_contain(
        "EnableCloudwatchLogsExports",
        "audit",
        "EnableCloudwatchLogsExports is {value}: the audit log is not exported.",
    ),
    references=References(security_hub=("DocumentDB.4",), cdk_nag=("AwsSolutions-DOC5",)),
)
