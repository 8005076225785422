"""What a Lambda function polls, and with which settings: event source mappings, plain and SAM's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import inside
from stratiform.assembly.properties import is_unknown

MAPPING = "AWS::Lambda::EventSourceMapping"
TYPES = (MAPPING, "AWS::Serverless::Function")
QUEUE = "queue"
STREAM = "stream"

_KINDS = {"AWS::SQS::Queue": QUEUE, "AWS::Kinesis::Stream": STREAM, "AWS::DynamoDB::Table": STREAM}
_SERVICES = {":sqs:": QUEUE, ":kinesis:": STREAM, ":dynamodb:": STREAM}
_SAM = {"SQS": QUEUE, "Kinesis": STREAM, "DynamoDB": STREAM}


@dataclass(frozen=True)
class EventSource:
    """One source that Lambda polls: its kind, its settings and the property path where they stand."""

    kind: str
    settings: Mapping[str, Any]
    at: str


def polled(resource: Resource, graph: Graph) -> Iterator[EventSource]:
    """The queues and streams that a resource of ``TYPES`` polls; what cannot be told is left out."""
    if resource.type == MAPPING:
        kind = _kind(resource, graph)
        if kind:
            yield EventSource(kind, resource.properties, "")
        return
    events = resource.properties.get("Events")
    if not isinstance(events, Mapping) or is_unknown(events):
        return
    for name, event in events.items():
        kind = _SAM.get(str(event.get("Type"))) if isinstance(event, Mapping) else None
        settings = event.get("Properties") if kind else None
        if kind and isinstance(settings, Mapping) and not is_unknown(settings):
            yield EventSource(kind, settings, f"Events.{name}.Properties.")


def _kind(mapping: Resource, graph: Graph) -> str | None:
    arn = mapping.properties.get("EventSourceArn")
    if isinstance(arn, str):
        return next((kind for service, kind in _SERVICES.items() if service in arn), None)
    edges = inside(graph, mapping, "EventSourceArn")
    return next((_KINDS.get(graph.resources[edge.target].type) for edge in edges), None)
