"""Alarms: what each watches, and who hears of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources, targets
from stratiform.assembly.once import once
from stratiform.assembly.properties import canonical, is_unknown, items, value
from stratiform.check.delivery import TOPIC

ALARM = "AWS::CloudWatch::Alarm"
COMPOSITE = "AWS::CloudWatch::CompositeAlarm"
ACTIONS = ("AlarmActions", "OKActions", "InsufficientDataActions")
"""The properties with what an alarm tells of its state."""


def watches(graph: Graph, resource: Resource, *names: str) -> tuple[Resource, ...]:
    """The alarms about a resource: those that point at it, or name it by one of its properties ``names``."""
    pointing = {one.address: one for one in sources(graph, resource, ALARM, "Dimensions", "Metrics")}
    for name in names:
        if isinstance(found := value(resource, name), str):
            pointing |= {one.address: one for one in _by_value(graph).get(found, ())}
    return tuple(pointing.values())


@once
def _by_value(graph: Graph) -> Mapping[str, list[Resource]]:
    """Alarms by the values of their dimensions."""
    found: dict[str, list[Resource]] = {}
    for alarm in graph.of_type(ALARM):
        for seen in _dimensions(alarm):
            found.setdefault(seen, []).append(alarm)
    return found


def _dimensions(alarm: Resource) -> Iterator[str]:
    metrics = [one for one in items(value(alarm, "Metrics")) if isinstance(one, Mapping)]
    of_metrics = [value(one, "MetricStat.Metric.Dimensions") for one in metrics]
    for place in (value(alarm, "Dimensions"), *of_metrics):
        for dimension in items(place):
            if isinstance(dimension, Mapping) and isinstance(dimension.get("Value"), str):
                yield dimension["Value"]


def unheard(graph: Graph, alarm: Resource) -> tuple[Resource, ...]:
    """The topics that an alarm tells where nothing is subscribed to any; none where somebody hears or may."""
    if _has_state_rule(graph) or any(is_unknown(value(alarm, name)) for name in ACTIONS):
        return ()
    actions = {canonical(one) for name in ACTIONS for one in items(value(alarm, name))}
    told = tuple(targets(graph, alarm, *ACTIONS))
    if len(told) < len(actions) or any(one.type != TOPIC or subscriptions(graph, one) for one in told):
        return ()
    return told


def subscriptions(graph: Graph, topic: Resource) -> tuple[Resource, ...]:
    """What subscribes to a topic, also inside the topic itself and in a SAM function."""
    apart = list(sources(graph, topic, "AWS::SNS::Subscription", "TopicArn"))
    sam = list(sources(graph, topic, "AWS::Serverless::Function", "Events"))
    return (*apart, *sam, *([topic] if items(value(topic, "Subscription")) else []))


@once
def _has_state_rule(graph: Graph) -> bool:
    """Whether a rule passes on changes of alarms' states."""
    for rule in graph.of_type("AWS::Events::Rule"):
        source = value(rule, "EventPattern.source")
        if "aws.cloudwatch" in items(source) and value(rule, "State") != "DISABLED":
            return True
    return False
