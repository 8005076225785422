"""What IAM judges a call of one service by, where MiniStack takes something else."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from stratiform.local.emulator import private

Resource = Callable[[str, Mapping[str, Any], str, str], str | None]
"""The ARN for an action, its fields, the ARN given so far and the prefix of the service; None keeps it."""


def judge(service: str, resource: Resource) -> None:
    """Judge the calls of ``service`` by the ARN that ``resource`` gives."""

    def wrapper(original: Callable[..., str]) -> Callable[..., str]:
        def extract(
            called: str,
            method: str,
            path: str,
            headers: dict[str, str],
            body: bytes,
            query_params: dict[str, Any],
            region: str,
            account_id: str,
        ) -> str:
            given = original(called, method, path, headers, body, query_params, region, account_id)
            if called != service:
                return given
            action = headers.get("x-amz-target", "").rpartition(".")[2]
            return resource(action, fields(body), given, f"arn:aws:{service}:{region}:{account_id}") or given

        return extract

    private.wrap("core.iam_actions", "extract_resource_arn", wrapper)


def fields(body: bytes) -> dict[str, Any]:
    """The fields of a JSON request; none where it is no JSON object."""
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
