"""A message broker that logs nowhere."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity
from stratiform.check.shapes import first, must_be_true

_general = must_be_true("Logs.General", "Logs.General is {value}: the broker logs nowhere.")


def _audit(broker: Resource, graph: Graph) -> Fault | None:
    if str(value(broker, "EngineType")).upper() != "ACTIVEMQ":
        return None
    return must_be_true("Logs.Audit", "Logs.Audit is {value}: what administrators do is not logged.")(
        broker, graph
    )


RULE = Rule(
    title="A message broker publishes no logs",
    why="Failing clients and what administrators did leave no trace.",
    fix="Set Logs.General to true, and Logs.Audit to true for ActiveMQ.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/mq-controls.html#mq-2",
    types=("AWS::AmazonMQ::Broker",),
    faults=first(_general, _audit),
    references=References(security_hub=("MQ.2",), checkov=("CKV_AWS_197",)),
)
