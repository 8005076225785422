"""A queue that gives up after one attempt."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import at_least

RULE = Rule(
    title="One failed attempt makes a message a dead letter",
    why="A restart, a timeout or a throttled call is enough to take a good message out of the flow.",
    fix="Set maxReceiveCount to at least 3; for Lambda AWS advises 5.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    types=("AWS::SQS::Queue",),
    faults=at_least(
        "RedrivePolicy.maxReceiveCount",
        2,
        "maxReceiveCount is {value}: there is no second attempt.",
        default=10,
    ),
)
