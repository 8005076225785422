"""An alarm whose topic nobody is subscribed to."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import targets
from stratiform.check.alarms import ACTIONS, ALARM, COMPOSITE, unheard
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _applies(alarm: Resource, graph: Graph) -> bool:
    """An alarm without any action is the business of cloudwatch-no-action."""
    return any(True for _ in targets(graph, alarm, *ACTIONS))


def _faults(alarm: Resource, graph: Graph) -> Fault | None:
    topics = unheard(graph, alarm)
    if not topics:
        return None
    names = ", ".join(topic.address.logical_id for topic in topics)
    evidence = tuple(topic.address for topic in topics)
    return Fault(f"It tells {names}, to which nothing is subscribed.", at="AlarmActions", evidence=evidence)


RULE = Rule(
    title="Nobody receives an alarm",
    why="The fault it watches for goes on until a customer reports it.",
    fix="Subscribe an address, a queue or a function to the topic: AWS::SNS::Subscription.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html",
    types=(ALARM, COMPOSITE),
    applies=_applies,
    faults=_faults,
)
