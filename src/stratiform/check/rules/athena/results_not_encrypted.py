"""A workgroup that says nothing about encrypting results."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="Results of queries are not encrypted by the workgroup",
    why=(
        "Results keep the protection of the bucket at best, which may be weaker than that of the data asked."
    ),
    fix="Set ResultConfiguration.EncryptionConfiguration.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/athena/latest/ug/encrypting-query-results-stored-in-s3.html",
    types=("AWS::Athena::WorkGroup",),
    faults=must_be_set(
        "WorkGroupConfiguration.ResultConfiguration.EncryptionConfiguration",
        "EncryptionConfiguration is {value}.",
    ),
    references=References(cdk_nag=("AwsSolutions-ATH1",)),
)
