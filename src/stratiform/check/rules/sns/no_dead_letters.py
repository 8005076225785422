"""A subscription whose undelivered messages are dropped."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_be_set


def _retries(subscription: Resource, graph: Graph) -> bool:
    return value(subscription, "Protocol") in ("lambda", "sqs", "http", "https", "firehose")


RULE = Rule(
    title="Messages that a subscriber does not take are dropped",
    why="When the retries end, the message is gone and nobody learns of it.",
    fix="Set RedrivePolicy with deadLetterTargetArn on the subscription.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html",
    types=("AWS::SNS::Subscription",),
    faults=must_be_set("RedrivePolicy", "RedrivePolicy is {value}: undelivered messages are dropped."),
    applies=_retries,
)
