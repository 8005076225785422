"""A queue that answers at once that it is empty."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources
from stratiform.check.delivery import dead_letter_queues
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import at_least

# These wait for messages whatever the queue says.
_WAITING = (
    ("AWS::Lambda::EventSourceMapping", "EventSourceArn"),
    ("AWS::Serverless::Function", "Events"),
    ("AWS::Pipes::Pipe", "Source"),
)
_SAYS = "ReceiveMessageWaitTimeSeconds is {value}: an empty queue answers at once."


def _is_polled_by_its_user(queue: Resource, graph: Graph) -> bool:
    waiting = any(True for type_, path in _WAITING for _ in sources(graph, queue, type_, path))
    return not waiting and queue.address not in dead_letter_queues(graph)


_faults = at_least("ReceiveMessageWaitTimeSeconds", 1, _SAYS, default=0)

RULE = Rule(
    title="A queue is asked over and over whether it is empty",
    why="Every empty answer is a billed request and work for nothing, and messages can be missed.",
    fix="Set ReceiveMessageWaitTimeSeconds to 20.",
    pillar=Pillar.COST,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html",
    types=("AWS::SQS::Queue",),
    faults=_faults,
    applies=_is_polled_by_its_user,
)
