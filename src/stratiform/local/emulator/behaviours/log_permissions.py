"""The resource by which IAM judges a call to CloudWatch Logs: a stream, not the group that it is in.

A log group's own ARN, as CloudFormation tells it, ends in ``:*``, and the CDK grants on that.
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private

EXPLAIN: str | None = None

STREAM = ":log-stream:"


def install() -> None:
    """Judge by ``<group>:log-stream:<stream>``, whose stream is empty in a call about the group."""
    private.wrap("core.iam_actions", "extract_resource_arn", _stream)
    private.wrap("core.iam_actions", "logs_service_context", _tags_of_the_group)


def _stream(original: Callable[..., str]) -> Callable[..., str]:
    def extract(
        service: str,
        method: str,
        path: str,
        headers: dict[str, str],
        body: bytes,
        query_params: dict[str, Any],
        region: str,
        account_id: str,
    ) -> str:
        given = original(service, method, path, headers, body, query_params, region, account_id)
        named = service == "logs" and "logGroupName" in _fields(body)
        return f"{given}{STREAM}{_fields(body).get('logStreamName', '')}" if named else given

    return extract


def _tags_of_the_group(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def context(action: str, body: bytes, resource_arn: str, region: str, account_id: str) -> dict[str, Any]:
        return original(action, body, resource_arn.partition(STREAM)[0], region, account_id)

    return context


def _fields(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
