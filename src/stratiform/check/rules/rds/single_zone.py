"""A database instance without a standby in another zone."""

from __future__ import annotations

from stratiform.check.databases import stands_alone
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A database runs in one zone only",
    why=(
        "When its zone or its host fails the database is away until it is restored, and maintenance "
        "interrupts it."
    ),
    fix="Set MultiAZ to true.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-5",
    types=("AWS::RDS::DBInstance",),
    faults=must_be_true("MultiAZ", "MultiAZ is {value}: there is no standby in another zone."),
    applies=stands_alone,
    references=References(
        security_hub=("RDS.5",),
        cdk_nag=("AwsSolutions-RDS3",),
        checkov=("CKV_AWS_157",),
        guard=("RDS_MULTI_AZ_SUPPORT",),
    ),
)
