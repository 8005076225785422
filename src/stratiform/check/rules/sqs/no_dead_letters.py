"""A queue with nowhere to put messages that keep failing."""

from __future__ import annotations

import re

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.delivery import dead_letter_queues
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

# A queue for dead letters of another stack is known only by its name.
_DEAD = re.compile(r"dlq|dead|redrive|onfailure|failure", re.IGNORECASE)


def _is_worked_off(queue: Resource, graph: Graph) -> bool:
    names = f"{queue.path} {queue.address.logical_id} {value(queue, 'QueueName')}"
    redriven = value(queue, "RedriveAllowPolicy") is not None
    return queue.address not in dead_letter_queues(graph) and not redriven and not _DEAD.search(names)


RULE = Rule(
    title="Messages that keep failing have nowhere to go",
    why="A message that always fails comes again until it expires, and then it is gone without a trace.",
    fix="Set RedrivePolicy with deadLetterTargetArn and maxReceiveCount.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
    types=("AWS::SQS::Queue",),
    faults=must_be_set(
        "RedrivePolicy", "RedrivePolicy is {value}: a message that keeps failing is lost when it expires."
    ),
    applies=_is_worked_off,
    references=References(cdk_nag=("AwsSolutions-SQS3",)),
)
