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
    """One stopped task where the event tells of one, else every queue whose task is silent."""
    sqs, sns = boto3.client("sqs"), boto3.client("sns")
    stopped = event.get("detail", {}).get("taskArn")
    # Without a page size SQS answers with the first thousand and tells of no more.
    pages = sqs.get_paginator("list_queues").paginate(
        QueueNamePrefix=_PREFIX, PaginationConfig={"PageSize": 1000}
    )
    urls = [url for page in pages for url in page.get("QueueUrls", ())]
    if stopped:
        digest = hashlib.sha256(stopped.encode()).hexdigest()[:16]
        gone = [url for url in urls if url.endswith(f"-{digest}")]
    else:
        gone = [url for url in urls if _is_silent(sqs, url)]
    subscriptions = _subscriptions(sns, os.environ["TOPIC_ARN"]) if gone else {}
    for url in gone:
        name = url.rpartition("/")[2]
        if name in subscriptions:
            sns.unsubscribe(SubscriptionArn=subscriptions[name])
        with suppress(sqs.exceptions.QueueDoesNotExist):  # its task was faster
            sqs.delete_queue(QueueUrl=url)
    return {"removed": len(gone)}


def _is_silent(sqs: Any, url: str) -> bool:
    try:
        tags = sqs.list_queue_tags(QueueUrl=url).get("Tags", {})
    except sqs.exceptions.QueueDoesNotExist:
        return False
    return _TASK in tags and float(tags.get(_HEARTBEAT, 0)) < time.time() - _SILENT


def _subscriptions(sns: Any, topic: str) -> dict[str, str]:
    """Queue name -> the ARN of its subscription."""
    pages = sns.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=topic)
    found = [each for page in pages for each in page["Subscriptions"]]
    return {each["Endpoint"].rpartition(":")[2]: each["SubscriptionArn"] for each in found}
