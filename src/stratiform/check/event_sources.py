"""What a Lambda function polls, and with which settings: event source mappings, plain and SAM's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import inside
from stratiform.assembly.sam_events import events

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
    for event in events(resource):
        kind = _SAM.get(event.type)
        if kind and event.settings:
            yield EventSource(kind, event.settings, f"{event.at}.")


def polls_a_stream(resource: Resource, graph: Graph) -> bool:
    """Whether a resource of ``TYPES`` polls a stream."""
    return any(source.kind == STREAM for source in polled(resource, graph))


def _kind(mapping: Resource, graph: Graph) -> str | None:
    arn = mapping.properties.get("EventSourceArn")
    if isinstance(arn, str):
        return next((kind for service, kind in _SERVICES.items() if service in arn), None)
    edges = inside(graph, mapping, "EventSourceArn")
    return next((_KINDS.get(graph.resources[edge.target].type) for edge in edges), None)
