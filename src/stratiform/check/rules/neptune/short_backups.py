"""A Neptune cluster whose backups reach back less than a week."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import at_least

RULE = Rule(
    title="Backups of a Neptune cluster reach back less than seven days",
    why=(
        "A fault in the data that is noticed after the retention has passed cannot be undone. "
        "CloudFormation keeps one day where nothing is said."
    ),
    fix="Set BackupRetentionPeriod to 7 or more.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/neptune-controls.html#neptune-5",
    types=("AWS::Neptune::DBCluster",),
    faults=at_least(
        "BackupRetentionPeriod",
        7,
        "BackupRetentionPeriod (in days) is {value}: nothing older can be restored.",
        default=1,
    ),
    references=References(
        security_hub=("Neptune.5",), cdk_nag=("AwsSolutions-N3",), checkov=("CKV_AWS_361",)
    ),
)
