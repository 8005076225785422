"""A Neptune cluster that anybody on the network may query."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A Neptune cluster does not ask who is querying",
    why="Without IAM authentication Neptune has no sign-in at all: reaching the endpoint is enough.",
    fix="Set IamAuthEnabled to true and sign requests.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/neptune-controls.html#neptune-7",
    types=("AWS::Neptune::DBCluster",),
    faults=must_be_true(
        "IamAuthEnabled", "IamAuthEnabled is {value}: reaching the endpoint is enough to query it."
    ),
    references=References(security_hub=("Neptune.7",), cdk_nag=("AwsSolutions-N5",)),
)
