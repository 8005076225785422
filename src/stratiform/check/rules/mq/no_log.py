"""A message broker that logs nowhere."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A message broker publishes no log",
    why="Failing clients and failing queues leave no trace outside the broker.",
    fix="Set Logs.General to true.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/security-logging-monitoring.html",
    types=("AWS::AmazonMQ::Broker",),
    faults=must_be_true("Logs.General", "Logs.General is {value}: the broker logs nowhere."),
)
