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
from stratiform.agent.events.feed import WAIT, Message, receive

RETENTION = 300  # seconds; a queue that is left behind holds nothing for long
_VISIBLE = 30
_LONGEST_NAME = 80

TASK_TAG = "stratiform:task"
HEARTBEAT_TAG = "stratiform:heartbeat"
PREFIX = "cfg-"


def name_of(service: str, task: str) -> str:
    """The queue's name: the service's, and a hash of the task's ARN."""
    digest = hashlib.sha256(task.encode()).hexdigest()[:16]
    stem = re.sub(r"[^A-Za-z0-9_-]", "-", service)[: _LONGEST_NAME - len(PREFIX) - len(digest) - 1]
    return f"{PREFIX}{stem}-{digest}"


@dataclass
class Queue:
    """The queue of ``task``, one of ``service``; it hears ``topic``. ``url`` is empty until it is made."""

    aws: Aws
    topic: str
    service: str
    task: str
    url: str = ""
    keeps: float = RETENTION

    async def open(self) -> None:
        """Make the queue and subscribe it, or find both. Raises ServiceError and Unreachable."""
        name = name_of(self.service, self.task)
        _, partition, _, region, account, _ = self.topic.split(":", 5)
        arn = f"arn:{partition}:sqs:{region}:{account}:{name}"
        attributes = {
            "MessageRetentionPeriod": str(RETENTION),
            "VisibilityTimeout": str(_VISIBLE),
            "ReceiveMessageWaitTimeSeconds": str(WAIT),
            "SqsManagedSseEnabled": "true",
            "Policy": json.dumps(_policy(arn, self.topic)),
        }
        tags = {TASK_TAG: self.task, HEARTBEAT_TAG: str(int(time.time()))}
        request = {"QueueName": name, "Attributes": attributes, "tags": tags}
        made = await self.aws.json(QUEUES, "CreateQueue", request)
        self.url = made["QueueUrl"]
        await self.aws.query(
            TOPICS,
            "Subscribe",
            {
                "TopicArn": self.topic,
                "Protocol": "sqs",
                "Endpoint": arn,
                "Attributes.entry.1.key": "RawMessageDelivery",
                "Attributes.entry.1.value": "true",
            },
        )

    async def received(self) -> list[Message]:
        """The next messages, waiting for one. Raises ServiceError and Unreachable."""
        return await receive(self.aws, self.url)

    async def done(self, message: Message) -> None:
        """Take a message off the queue. Raises ServiceError and Unreachable."""
        await self.aws.json(QUEUES, "DeleteMessage", {"QueueUrl": self.url, "ReceiptHandle": message.receipt})

    def again(self, message: Message) -> None:
        """It comes again by itself, once it is visible."""

    async def beat(self) -> None:
        """Say that the task lives. Raises ServiceError and Unreachable."""
        tags = {HEARTBEAT_TAG: str(int(time.time()))}
        await self.aws.json(QUEUES, "TagQueue", {"QueueUrl": self.url, "Tags": tags})

    async def close(self) -> None:
        """Delete the queue. Its subscription is the janitor's: who may remove one may remove any."""
        if self.url:
            with suppress(ServiceError, Unreachable):
                await self.aws.json(QUEUES, "DeleteQueue", {"QueueUrl": self.url})


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
