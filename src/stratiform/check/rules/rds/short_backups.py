"""A database instance whose automated backups are off or reach back less than a week."""

from __future__ import annotations

from stratiform.check.databases import is_primary
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import at_least

RULE = Rule(
    title="Backups of a database reach back less than seven days",
    why=(
        "A fault in the data that is noticed after the retention has passed cannot be undone. "
        "CloudFormation keeps one day where nothing is said."
    ),
    fix="Set BackupRetentionPeriod to 7 or more.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-11",
    types=("AWS::RDS::DBInstance",),
    faults=at_least(
        "BackupRetentionPeriod",
        7,
        "BackupRetentionPeriod (in days) is {value}: nothing older can be restored.",
        default=1,
    ),
    applies=is_primary,
    references=References(
        security_hub=("RDS.11",),
        cdk_nag=("AwsSolutions-RDS13",),
        cfn_nag=("W75",),
        guard=("DB_INSTANCE_BACKUP_ENABLED",),
    ),
)
