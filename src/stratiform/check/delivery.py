"""How events travel: what triggers what, and where they go when nobody can take them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.links import inside, targets
from stratiform.assembly.once import once
from stratiform.assembly.properties import is_unknown, items, value
from stratiform.assembly.sam_events import events
from stratiform.check.event_sources import MAPPING

QUEUE = "AWS::SQS::Queue"
TOPIC = "AWS::SNS::Topic"
BUCKET = "AWS::S3::Bucket"
SAM_FUNCTION = "AWS::Serverless::Function"

# Of a bucket, and of the CDK's own resource that notifies in its place: the list, and who is told.
_NOTIFICATIONS = (
    ("LambdaConfigurations", "Function"),
    ("QueueConfigurations", "Queue"),
    ("TopicConfigurations", "Topic"),
    ("LambdaFunctionConfigurations", "LambdaFunctionArn"),
    ("QueueConfigurations", "QueueArn"),
    ("TopicConfigurations", "TopicArn"),
)
_SAM_SOURCES = ("Queue", "Stream", "Topic", "Bucket")


@dataclass(frozen=True)
class Trigger:
    """Something in ``source`` makes ``target`` run or receive. ``by`` and ``at`` say where that is written.

    ``is_filtered`` where only some events count. ``settings`` are those of the trigger.
    """

    source: Address
    target: Address
    by: Address
    at: str
    is_filtered: bool = False
    settings: Mapping[str, Any] | None = None


@once
def triggers(graph: Graph) -> tuple[Trigger, ...]:
    """Every trigger in the graph whose two ends are in it, in template order."""
    return tuple(
        one for find in (_mappings, _subscriptions, _notifications, _rules, _sam) for one in find(graph)
    )


def into(graph: Graph, target: Resource) -> tuple[Trigger, ...]:
    """The triggers of ``target``."""
    return _by(graph)["target"].get(target.address, ())


def out_of(graph: Graph, source: Resource) -> tuple[Trigger, ...]:
    """What ``source`` triggers."""
    return _by(graph)["source"].get(source.address, ())


def written_in(graph: Graph, by: Resource) -> tuple[Trigger, ...]:
    """The triggers that ``by`` says."""
    return _by(graph)["by"].get(by.address, ())


@once
def _by(graph: Graph) -> Mapping[str, Mapping[Address, tuple[Trigger, ...]]]:
    found: dict[str, dict[Address, tuple[Trigger, ...]]] = {"source": {}, "target": {}, "by": {}}
    for one in triggers(graph):
        for end, address in (("source", one.source), ("target", one.target), ("by", one.by)):
            found[end][address] = (*found[end].get(address, ()), one)
    return found


@once
def dead_letter_queues(graph: Graph) -> Mapping[Address, tuple[Resource, ...]]:
    """The queues that hold what could not be delivered, each with what sends it there."""
    places = ("RedrivePolicy", "DeadLetterConfig", "DeadLetterQueue", "DestinationConfig.OnFailure")
    found: dict[Address, list[Resource]] = {}
    for resource in graph.resources.values():
        paths = (*places, "Targets.DeadLetterConfig", "Target.DeadLetterConfig")
        for target in targets(graph, resource, *paths):
            if target.type == QUEUE and target.address != resource.address:
                found.setdefault(target.address, []).append(resource)
    return {queue: tuple(senders) for queue, senders in found.items()}


def _pairs(
    graph: Graph, by: Resource, source: str, target: str, settings: Any = None, *, filtered: bool = False
) -> Iterator[Trigger]:
    for first in inside(graph, by, source):
        for second in inside(graph, by, target):
            yield Trigger(first.target, second.target, by.address, target, filtered, settings)


def _mappings(graph: Graph) -> Iterator[Trigger]:
    for mapping in graph.of_type(MAPPING):
        filtered = bool(value(mapping, "FilterCriteria"))
        yield from _pairs(
            graph, mapping, "EventSourceArn", "FunctionName", mapping.properties, filtered=filtered
        )
    for pipe in graph.of_type("AWS::Pipes::Pipe"):
        yield from _pairs(
            graph, pipe, "Source", "Target", filtered=bool(value(pipe, "SourceParameters.FilterCriteria"))
        )


def _subscriptions(graph: Graph) -> Iterator[Trigger]:
    for subscription in graph.of_type("AWS::SNS::Subscription"):
        filtered = bool(value(subscription, "FilterPolicy"))
        yield from _pairs(
            graph, subscription, "TopicArn", "Endpoint", subscription.properties, filtered=filtered
        )
    for topic in graph.of_type(TOPIC):
        for index, _ in enumerate(items(value(topic, "Subscription"))):
            for edge in inside(graph, topic, f"Subscription[{index}].Endpoint"):
                yield Trigger(topic.address, edge.target, topic.address, edge.at)


def _notifications(graph: Graph) -> Iterator[Trigger]:
    for holder in graph.of_type(BUCKET, "Custom::S3BucketNotifications"):
        own = [holder] if holder.type == BUCKET else [*targets(graph, holder, "BucketName")]
        for name, told in _NOTIFICATIONS:
            path = f"NotificationConfiguration.{name}"
            for index, one in enumerate(items(value(holder, path))):
                filtered = isinstance(one, Mapping) and bool(one.get("Filter"))
                for edge in inside(graph, holder, f"{path}[{index}].{told}"):
                    for bucket in own:
                        yield Trigger(bucket.address, edge.target, holder.address, edge.at, filtered)


def _rules(graph: Graph) -> Iterator[Trigger]:
    for rule in graph.of_type("AWS::Events::Rule"):
        for index, one in enumerate(items(value(rule, "Targets"))):
            if not isinstance(one, Mapping) or is_unknown(one):
                continue
            for edge in inside(graph, rule, f"Targets[{index}].Arn"):
                yield Trigger(rule.address, edge.target, rule.address, edge.at, settings=one)
                for source in inside(graph, rule, "EventPattern"):
                    # The pattern picks some of the source's events, and only the source knows of how many.
                    yield Trigger(source.target, edge.target, rule.address, edge.at, True, one)


def _sam(graph: Graph) -> Iterator[Trigger]:
    for function in graph.of_type(SAM_FUNCTION):
        own = function.address
        for event in events(function):
            filtered = any(event.settings.get(name) for name in ("FilterCriteria", "FilterPolicy", "Filter"))
            for source in _SAM_SOURCES:
                at = f"{event.at}.{source}"
                for edge in inside(graph, function, at):
                    yield Trigger(edge.target, own, own, at, filtered, event.settings)
