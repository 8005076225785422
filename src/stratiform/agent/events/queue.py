"""A queue of one task's own: made and subscribed to the topic at its start, gone at its end."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from stratiform.agent.aws import QUEUES, TOPICS, Aws
from stratiform.agent.errors import ServiceError, Unreachable

RETENTION = 300  # seconds; a queue that is left behind holds nothing for long
_VISIBLE = 30
WAIT = 20
_MOST = 10
_LONGEST_NAME = 80

TASK_TAG = "stratiform:task"
HEARTBEAT_TAG = "stratiform:heartbeat"
PREFIX = "cfg-"


@dataclass(frozen=True)
class Queue:
    """One task's queue."""

    url: str


@dataclass(frozen=True)
class Message:
    """What came, and the receipt it is deleted by. ``sent`` is in seconds since the epoch."""

    text: str
    receipt: str
    sent: float


def name_of(service: str, task: str) -> str:
    """The queue's name: the service's, and a hash of the task's ARN."""
    digest = hashlib.sha256(task.encode()).hexdigest()[:16]
    stem = re.sub(r"[^A-Za-z0-9_-]", "-", service)[: _LONGEST_NAME - len(PREFIX) - len(digest) - 1]
    return f"{PREFIX}{stem}-{digest}"


async def opened(aws: Aws, topic: str, service: str, task: str) -> Queue:
    """Make the queue and subscribe it, or find both. Raises ServiceError and Unreachable."""
    name = name_of(service, task)
    _, partition, _, region, account, _ = topic.split(":", 5)
    arn = f"arn:{partition}:sqs:{region}:{account}:{name}"
    attributes = {
        "MessageRetentionPeriod": str(RETENTION),
        "VisibilityTimeout": str(_VISIBLE),
        "ReceiveMessageWaitTimeSeconds": str(WAIT),
        "SqsManagedSseEnabled": "true",
        "Policy": json.dumps(_policy(arn, topic)),
    }
    tags = {TASK_TAG: task, HEARTBEAT_TAG: str(int(time.time()))}
    made = await aws.json(QUEUES, "CreateQueue", {"QueueName": name, "Attributes": attributes, "tags": tags})
    await aws.query(
        TOPICS,
        "Subscribe",
        {
            "TopicArn": topic,
            "Protocol": "sqs",
            "Endpoint": arn,
            "Attributes.entry.1.key": "RawMessageDelivery",
            "Attributes.entry.1.value": "true",
        },
    )
    return Queue(made["QueueUrl"])


async def received(aws: Aws, queue: Queue) -> list[Message]:
    """The next messages, waiting for one. Raises ServiceError and Unreachable."""
    request = {
        "QueueUrl": queue.url,
        "MaxNumberOfMessages": _MOST,
        "WaitTimeSeconds": WAIT,
        "MessageSystemAttributeNames": ["SentTimestamp"],
    }
    answer = await aws.json(QUEUES, "ReceiveMessage", request, wait=WAIT)
    return [_message(each) for each in answer.get("Messages") or ()]


async def done(aws: Aws, queue: Queue, message: Message) -> None:
    """Take a message off the queue. Raises ServiceError and Unreachable."""
    await aws.json(QUEUES, "DeleteMessage", {"QueueUrl": queue.url, "ReceiptHandle": message.receipt})


async def beaten(aws: Aws, queue: Queue) -> None:
    """Say that the task lives. Raises ServiceError and Unreachable."""
    tags = {HEARTBEAT_TAG: str(int(time.time()))}
    await aws.json(QUEUES, "TagQueue", {"QueueUrl": queue.url, "Tags": tags})


async def closed(aws: Aws, queue: Queue) -> None:
    """Delete the queue. Its subscription is the janitor's: who may remove one may remove any."""
    with suppress(ServiceError, Unreachable):
        await aws.json(QUEUES, "DeleteQueue", {"QueueUrl": queue.url})


def _policy(queue: str, topic: str) -> Mapping[str, Any]:
    """Only the topic may send."""
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "sns.amazonaws.com"},
                "Action": "sqs:SendMessage",
                "Resource": queue,
                "Condition": {"ArnEquals": {"aws:SourceArn": topic}},
            }
        ],
    }


def _message(found: Mapping[str, Any]) -> Message:
    sent = float((found.get("Attributes") or {}).get("SentTimestamp") or 0) / 1000
    return Message(found["Body"], found["ReceiptHandle"], sent)
