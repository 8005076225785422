"""A table whose billing nobody chose."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="Nobody chose how a table is billed",
    why=(
        "Where nothing is said the table has provisioned capacity, which is paid for whether it is used "
        "or not."
    ),
    fix="Set BillingMode to PAY_PER_REQUEST, or to PROVISIONED with auto scaling where the load is steady.",
    pillar=Pillar.COST,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-mode.html",
    types=("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"),
    faults=must_be_set("BillingMode", "BillingMode is {value}, which means PROVISIONED."),
    references=References(cfn_nag=("W73",), guard=("DYNAMODB_BILLING_MODE_RULE",)),
)
