"""A function that may take all of the account's concurrency."""

from __future__ import annotations

from stratiform.check.plumbing import serves_a_system
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="Nothing limits how many copies of a function run",
    why=(
        "A burst, a loop or an attack on one function takes the concurrency of every other in the "
        "account and region."
    ),
    fix="Set ReservedConcurrentExecutions to what the function and what it calls can bear.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
    types=("AWS::Lambda::Function", "AWS::Serverless::Function"),
    faults=must_be_set(
        "ReservedConcurrentExecutions",
        "ReservedConcurrentExecutions is {value}: it may take the account's whole concurrency.",
    ),
    applies=serves_a_system,
    references=References(checkov=("CKV_AWS_115",), cfn_nag=("W92",), guard=("LAMBDA_CONCURRENCY_CHECK",)),
)
