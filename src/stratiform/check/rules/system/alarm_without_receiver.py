"""An alarm that nobody hears."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.alarms import ALARM, COMPOSITE, deaf
from stratiform.check.links import targets
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(alarm: Resource, graph: Graph) -> Fault | None:
    why = deaf(graph, alarm)
    if why is None:
        return None
    told = targets(graph, alarm, "AlarmActions", "OKActions", "InsufficientDataActions")
    return Fault(
        f"Nobody hears of it: {why}.", at="AlarmActions", evidence=tuple(one.address for one in told)
    )


RULE = Rule(
    title="Nobody receives an alarm",
    why="The fault it watches for goes on until a customer reports it.",
    fix="Set AlarmActions to a topic that somebody is subscribed to.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html",
    types=(ALARM, COMPOSITE),
    faults=_faults,
    references=References(security_hub=("CloudWatch.15", "CloudWatch.17")),
)
