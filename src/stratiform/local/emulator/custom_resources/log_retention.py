"""``log_retention``: how long a log group that a service makes keeps its events."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from stratiform.local.emulator.client import client
from stratiform.local.emulator.custom_resources.request import Answer, Request


def applies(request: Request) -> bool:
    """By the type that aws_logs.LogRetention gives it."""
    return request.type == "Custom::LogRetention" and "LogGroupName" in request.properties


def respond(request: Request) -> Answer:
    """Make the group if it is not there, and set or clear its retention."""
    group = request.properties["LogGroupName"]
    logs = client("logs", request.properties.get("LogGroupRegion"))
    if request.kind == "Delete":
        if request.properties.get("RemovalPolicy") == "destroy":
            _tolerating("ResourceNotFoundException", logs.delete_log_group, logGroupName=group)
        return group, {}
    _tolerating("ResourceAlreadyExistsException", logs.create_log_group, logGroupName=group)
    days = request.properties.get("RetentionInDays")
    if days:
        logs.put_retention_policy(logGroupName=group, retentionInDays=int(days))
    else:
        logs.delete_retention_policy(logGroupName=group)
    return group, {"LogGroupName": group}


def _tolerating(code: str, operation: Any, **arguments: Any) -> None:
    try:
        operation(**arguments)
    except ClientError as error:
        if error.response["Error"]["Code"] != code:
            raise
