"""A dead-letter queue that fills without anybody being told."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.alarms import watches
from stratiform.check.delivery import QUEUE, dead_letter_queues
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _applies(queue: Resource, graph: Graph) -> bool:
    return queue.address in dead_letter_queues(graph)


def _faults(queue: Resource, graph: Graph) -> Fault | None:
    if watches(graph, queue, "QueueName"):
        return None
    senders = dead_letter_queues(graph)[queue.address]
    return Fault(
        f"No alarm watches it; it gets what {_names(senders)} cannot deliver.",
        evidence=tuple(sender.address for sender in senders),
    )


def _names(senders: tuple[Resource, ...]) -> str:
    names = [sender.address.logical_id for sender in senders]
    return ", ".join(names) if len(names) < 4 else f"{len(names)} resources"


RULE = Rule(
    title="No alarm watches a dead-letter queue",
    why="What could not be delivered waits there until it expires, and nobody knows.",
    fix="Add an alarm on ApproximateNumberOfMessagesVisible of the queue, at 1.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/dead-letter-queues-alarms-cloudwatch.html",
    types=(QUEUE,),
    applies=_applies,
    faults=_faults,
)
