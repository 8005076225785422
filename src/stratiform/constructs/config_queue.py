"""One queue for all tasks of a service, for accounts in which tasks may make none of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_sqs as sqs

from stratiform.constructs.config_events import ConfigEvents

if TYPE_CHECKING:
    from stratiform.constructs.task import Task

ACTIONS = ("ReceiveMessage", "DeleteMessage")
"""What a task does with it: it neither makes it nor removes it."""


def shared_queue(task: Task, events: ConfigEvents) -> sqs.Queue:
    """A queue of the stack that hears what ``events`` tell.

    Each message goes round until every task has seen it, so it has no dead letters; the tasks remove it
    after half a minute, and SQS where no task runs.
    """
    queue = sqs.Queue(
        task,
        "ConfigQueue",
        encryption=sqs.QueueEncryption.SQS_MANAGED,
        enforce_ssl=True,
        retention_period=cdk.Duration.minutes(2),
    )
    events.topic.add_subscription(subscriptions.SqsSubscription(queue, raw_message_delivery=True))
    return queue
