"""The resource by which IAM judges a call to CloudWatch Logs: a stream, not the group that it is in.

A log group's own ARN, as CloudFormation tells it, ends in ``:*``, and the CDK grants on that.
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.judged import judge

EXPLAIN = None

STREAM = ":log-stream:"


def install() -> None:
    """Judge by ``<group>:log-stream:<stream>``, whose stream is empty in a call about the group."""
    judge("logs", _stream)
    private.wrap("core.iam_actions", "logs_service_context", _tags_of_the_group)


def _stream(action: str, fields: Mapping[str, Any], given: str, prefix: str) -> str | None:
    named = "logGroupName" in fields
    return f"{given}{STREAM}{fields.get('logStreamName', '')}" if named else None


def _tags_of_the_group(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def context(action: str, body: bytes, resource_arn: str, region: str, account_id: str) -> dict[str, Any]:
        return original(action, body, resource_arn.partition(STREAM)[0], region, account_id)

    return context
