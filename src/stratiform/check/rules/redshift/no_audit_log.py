"""A Redshift cluster that does not log connections and queries."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="A Redshift cluster keeps no audit log",
    why="Who connected and what was asked cannot be told afterwards.",
    fix="Set LoggingProperties with a bucket, or with CloudWatch as the destination.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/redshift-controls.html#redshift-4",
    types=("AWS::Redshift::Cluster",),
    faults=must_be_set(
        "LoggingProperties", "LoggingProperties is {value}: connections and queries are not logged."
    ),
    references=References(
        security_hub=("Redshift.4",), cdk_nag=("AwsSolutions-RS5",), checkov=("CKV_AWS_71",)
    ),
)
