"""A Redshift cluster whose snapshots reach back less than a week."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import at_least

RULE = Rule(
    title="Snapshots of a Redshift cluster reach back less than seven days",
    why=(
        "A fault in the data that is noticed after the retention has passed cannot be undone. Redshift "
        "keeps one day where nothing is said."
    ),
    fix="Set AutomatedSnapshotRetentionPeriod to 7 or more.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/redshift-controls.html#redshift-3",
    types=("AWS::Redshift::Cluster",),
    faults=at_least(
        "AutomatedSnapshotRetentionPeriod",
        7,
        "AutomatedSnapshotRetentionPeriod (in days) is {value}: nothing older can be restored.",
        default=1,
    ),
    references=References(security_hub=("Redshift.3",), cdk_nag=("AwsSolutions-RS10",)),
)
