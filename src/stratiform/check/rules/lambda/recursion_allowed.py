"""A function that may call itself through a queue or a topic for ever."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="A function may trigger itself without end",
    why=(
        "Lambda stops a function that sends itself events after sixteen rounds; here it must not, and "
        "pays for every round."
    ),
    fix="Remove RecursiveLoop, or set it to Terminate.",
    pillar=Pillar.COST,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html",
    types=("AWS::Lambda::Function", "AWS::Serverless::Function"),
    faults=none_of("RecursiveLoop", ("Allow",), "RecursiveLoop is {value}: nothing stops a loop."),
)
