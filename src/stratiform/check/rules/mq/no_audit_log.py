"""An ActiveMQ broker that does not log what its administrators do."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true


def _is_activemq(broker: Resource, graph: Graph) -> bool:
    """RabbitMQ has no audit log."""
    return str(value(broker, "EngineType")).upper() == "ACTIVEMQ"


RULE = Rule(
    title="An ActiveMQ broker keeps no audit log",
    why="Who changed or emptied a queue cannot be told afterwards.",
    fix="Set Logs.Audit to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/mq-controls.html#mq-2",
    types=("AWS::AmazonMQ::Broker",),
    faults=must_be_true("Logs.Audit", "Logs.Audit is {value}: what administrators do is not logged."),
    applies=_is_activemq,
    references=References(security_hub=("MQ.2",), checkov=("CKV_AWS_197",)),
)
