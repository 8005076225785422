"""A function with the memory that Lambda gives where nothing is said."""

from __future__ import annotations

from stratiform.check.plumbing import serves_a_system
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="Nobody chose the memory of a function",
    why=(
        "128 MB come with a fourteenth of a processor. Most functions are faster with more, and many "
        "are cheaper, since they are billed by time."
    ),
    fix="Measure, and set MemorySize; AWS Lambda Power Tuning finds the value.",
    pillar=Pillar.PERFORMANCE,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html",
    types=("AWS::Lambda::Function", "AWS::Serverless::Function"),
    faults=must_be_set("MemorySize", "MemorySize is {value}: Lambda gives 128 MB and little of a processor."),
    applies=serves_a_system,
)
