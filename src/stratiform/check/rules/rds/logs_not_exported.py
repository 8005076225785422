"""A database whose logs stay on its own disk."""

from __future__ import annotations

from stratiform.check.databases import has_storage
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="The logs of a database are not exported",
    why="Errors, slow queries and sign-ins are gone with the instance, and nothing can watch them.",
    fix="List the engine's logs in EnableCloudwatchLogsExports.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-9",
    types=("AWS::RDS::DBInstance", "AWS::RDS::DBCluster"),
    faults=must_be_set(
        "EnableCloudwatchLogsExports", "EnableCloudwatchLogsExports is {value}: no log leaves the database."
    ),
    applies=has_storage,
    references=References(
        security_hub=("RDS.9", "RDS.34", "RDS.37"), guard=("RDS_INSTANCE_LOGGING_ENABLED",)
    ),
)
