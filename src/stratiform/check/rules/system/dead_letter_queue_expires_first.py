"""A dead-letter queue that forgets messages before anybody can look at them."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_true, number, value
from stratiform.check.delivery import QUEUE, dead_letter_queues
from stratiform.check.rule import Fault, Pillar, Rule, Severity

_DAY = 86400
_DEFAULT = 4 * _DAY


def _kept(queue: Resource) -> float | None:
    return number(value(queue, "MessageRetentionPeriod", _DEFAULT))


def _sources(queue: Resource, graph: Graph) -> list[Resource]:
    """A FIFO queue starts the time anew for a message that arrives; other queues do not."""
    if is_true(value(queue, "FifoQueue")):
        return []
    return [one for one in dead_letter_queues(graph).get(queue.address, ()) if one.type == QUEUE]


def _applies(queue: Resource, graph: Graph) -> bool:
    return bool(_sources(queue, graph)) and _kept(queue) is not None


def _faults(queue: Resource, graph: Graph) -> Fault | None:
    kept = _kept(queue)
    for source in _sources(queue, graph):
        first = _kept(source)
        if kept is not None and first is not None and kept <= first:
            return Fault(
                f"It keeps messages {kept / _DAY:g} days, not longer than {source.address.logical_id} with "
                f"{first / _DAY:g}; the time counts from when a message was first sent.",
                at="MessageRetentionPeriod",
                evidence=(source.address,),
            )
    return None


RULE = Rule(
    title="A dead-letter queue keeps messages no longer than its source",
    why="A message that arrives late in its life is deleted before anybody looks at it.",
    fix="Set MessageRetentionPeriod of the dead-letter queue to 1209600 (14 days).",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
    types=(QUEUE,),
    applies=_applies,
    faults=_faults,
)
