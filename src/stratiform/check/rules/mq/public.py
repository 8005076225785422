"""A message broker with a public address."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_false

RULE = Rule(
    title="A message broker has a public address",
    why="Everybody on the internet can try passwords and known faults of the engine against it.",
    fix="Set PubliclyAccessible to false.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/using-amazon-mq-securely.html",
    types=("AWS::AmazonMQ::Broker",),
    faults=must_be_false(
        "PubliclyAccessible", "PubliclyAccessible is {value}: the broker has a public address."
    ),
    references=References(checkov=("CKV_AWS_69",)),
)
