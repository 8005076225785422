"""A Redshift cluster with a public address."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_false

RULE = Rule(
    title="A Redshift cluster has a public address",
    why="The warehouse can be reached from the internet wherever a security group lets it.",
    fix="Remove PubliclyAccessible, or set it to false.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/redshift-controls.html#redshift-1",
    types=("AWS::Redshift::Cluster",),
    faults=must_be_false(
        "PubliclyAccessible", "PubliclyAccessible is {value}: the cluster has a public address."
    ),
    references=References(
        security_hub=("Redshift.1",),
        cdk_nag=("AwsSolutions-RS8",),
        checkov=("CKV_AWS_87",),
        guard=("REDSHIFT_CLUSTER_PUBLIC_ACCESS_CHECK",),
    ),
)
