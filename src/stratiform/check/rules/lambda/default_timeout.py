"""A function with the timeout that Lambda gives where nothing is said."""

from __future__ import annotations

from stratiform.check.plumbing import serves_a_system
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="Nobody chose the timeout of a function",
    why=(
        "After three seconds Lambda ends the function in the middle of its work; a cold start and one "
        "slow call are enough."
    ),
    fix="Set Timeout to somewhat more than the function needs at its slowest.",
    pillar=Pillar.PERFORMANCE,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html",
    types=("AWS::Lambda::Function", "AWS::Serverless::Function"),
    faults=must_be_set("Timeout", "Timeout is {value}: Lambda ends the function after 3 seconds."),
    applies=serves_a_system,
)
