"""Removes the queues of tasks that ended without doing so: when ECS tells of one, and once a day of all."""

import hashlib
import os
import time
from contextlib import suppress
from typing import Any

import boto3

_TASK = "stratiform:task"
_HEARTBEAT = "stratiform:heartbeat"
_PREFIX = "cfg-"
_SILENT = 3600  # seconds without a heartbeat after which a queue belongs to nobody


def handler(event: dict[str, Any], context: object) -> dict[str, int]:
    """What one stopped task had where the event tells of one, else what belongs to no living task.

    A task removes its queue when it ends, and never its subscription: IAM could not keep it to its own.
    """
    sqs, sns = boto3.client("sqs"), boto3.client("sns")
    # A task makes its queue before it subscribes: in this order no subscription seems to have none.
    subscriptions, queues = _subscriptions(sns, os.environ["TOPIC_ARN"]), _queues(sqs)
    stopped = event.get("detail", {}).get("taskArn")
    if stopped:
        digest = hashlib.sha256(stopped.encode()).hexdigest()[:16]
        gone = {name for name in queues.keys() | subscriptions.keys() if name.endswith(f"-{digest}")}
    else:
        gone = {name for name, url in queues.items() if _is_silent(sqs, url)}
        gone |= subscriptions.keys() - queues.keys()
    for name in gone:
        if name in subscriptions:
            sns.unsubscribe(SubscriptionArn=subscriptions[name])
        if name in queues:
            with suppress(sqs.exceptions.QueueDoesNotExist):  # its task was faster
                sqs.delete_queue(QueueUrl=queues[name])
    return {"removed": len(gone)}


def _queues(sqs: Any) -> dict[str, str]:
    """Name -> URL of every queue that a task made."""
    # Without a page size SQS answers with the first thousand and tells of no more.
    pages = sqs.get_paginator("list_queues").paginate(
        QueueNamePrefix=_PREFIX, PaginationConfig={"PageSize": 1000}
    )
    return {url.rpartition("/")[2]: url for page in pages for url in page.get("QueueUrls", ())}


def _is_silent(sqs: Any, url: str) -> bool:
    try:
        tags = sqs.list_queue_tags(QueueUrl=url).get("Tags", {})
    except sqs.exceptions.QueueDoesNotExist:
        return False
    return _TASK in tags and float(tags.get(_HEARTBEAT, 0)) < time.time() - _SILENT


def _subscriptions(sns: Any, topic: str) -> dict[str, str]:
    """Name of a task's queue -> the ARN of its subscription."""
    pages = sns.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=topic)
    found = {
        each["Endpoint"].rpartition(":")[2]: each["SubscriptionArn"]
        for page in pages
        for each in page["Subscriptions"]
    }
    return {name: arn for name, arn in found.items() if name.startswith(_PREFIX)}
