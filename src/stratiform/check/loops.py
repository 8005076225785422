"""Circles of triggers and writes."""

from __future__ import annotations

from collections.abc import Mapping

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.once import once
from stratiform.assembly.permissions import permissions_of
from stratiform.check.delivery import QUEUE, dead_letter_queues, triggers
from stratiform.check.placement import FUNCTIONS

# What a write to each type that can trigger something is called in IAM.
_WRITES: Mapping[str, tuple[str, ...]] = {
    "AWS::S3::Bucket": ("s3:putobject",),
    QUEUE: ("sqs:sendmessage",),
    "AWS::SNS::Topic": ("sns:publish",),
    "AWS::DynamoDB::Table": ("dynamodb:putitem", "dynamodb:updateitem", "dynamodb:batchwriteitem"),
    "AWS::Kinesis::Stream": ("kinesis:putrecord", "kinesis:putrecords"),
}


def loop_of(graph: Graph, function: Resource) -> tuple[Address, ...] | None:
    """The shortest circle from ``function`` back to it, beginning with it; None where there is none.

    A trigger that picks some events by a filter ends a circle: what it picks may be something else.
    """
    following = _following(graph)
    came: dict[Address, Address] = {}
    edge = [function.address]
    while edge:
        further: list[Address] = []
        for here in edge:
            for there in following.get(here, ()):
                if there == function.address:
                    return _way(came, function.address, here)
                if there not in came:
                    came[there] = here
                    further.append(there)
        edge = further
    return None


def _way(came: Mapping[Address, Address], first: Address, last: Address) -> tuple[Address, ...]:
    steps = [last]
    while steps[-1] != first:
        steps.append(came[steps[-1]])
    return tuple(reversed(steps))


@once
def _following(graph: Graph) -> Mapping[Address, tuple[Address, ...]]:
    found: dict[Address, dict[Address, None]] = {}
    for trigger in triggers(graph):
        if not trigger.is_filtered:
            found.setdefault(trigger.source, {})[trigger.target] = None
    failures = dead_letter_queues(graph)
    for function in graph.of_type(*FUNCTIONS):
        for permission in permissions_of(graph, function):
            for address in permission.resources:
                writes = _WRITES.get(graph.resources[address].type, ())
                if address not in failures and permission.allows(*writes):
                    found.setdefault(function.address, {})[address] = None
    return {source: tuple(targets) for source, targets in found.items()}
