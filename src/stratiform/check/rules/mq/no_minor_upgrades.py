"""A message broker that does not take minor versions by itself."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A message broker does not take minor engine versions by itself",
    why="Corrections of faults and of security holes wait until somebody remembers them.",
    fix="Set AutoMinorVersionUpgrade to true.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/mq-controls.html#mq-3",
    types=("AWS::AmazonMQ::Broker",),
    faults=must_be_true(
        "AutoMinorVersionUpgrade",
        "AutoMinorVersionUpgrade is {value}: corrections wait for somebody to apply them.",
    ),
    references=References(security_hub=("MQ.3",)),
)
