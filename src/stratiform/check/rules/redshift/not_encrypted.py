"""A Redshift cluster whose storage is not encrypted."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A Redshift cluster is not encrypted at rest",
    why=(
        "Whoever gets at the storage or a snapshot can read the data. Redshift encrypts a cluster "
        "unless Encrypted says no, and refuses new ones that say no."
    ),
    fix="Remove Encrypted, or set it to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/redshift-controls.html#redshift-10",
    types=("AWS::Redshift::Cluster",),
    faults=must_be_true(
        "Encrypted", "Encrypted is {value}: storage and snapshots hold plain data.", default=True
    ),
    references=References(
        security_hub=("Redshift.10",),
        cdk_nag=("AwsSolutions-RS6",),
        checkov=("CKV_AWS_64",),
        cfn_nag=("F28",),
        guard=("REDSHIFT_CLUSTER_CONFIGURATION_CHECK",),
    ),
)
