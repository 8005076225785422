"""The resource and the condition keys by which IAM judges a call to ECS. MiniStack takes the cluster for all.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.judged import fields, judge

EXPLAIN = None

TASKS = {"DescribeTasks", "StopTask", "ExecuteCommand", "UpdateTaskProtection", "GetTaskProtection"}
SERVICES = {"CreateService", "UpdateService", "DeleteService", "DescribeServices"}
DEFINITIONS = {"RunTask", "StartTask"}


def install() -> None:
    """Judge by the task definition, the task or the service, and by ``ecs:cluster``."""
    judge("ecs", _resource)
    private.wrap("core.iam_actions", "request_tag_context", _with_cluster)


def _with_cluster(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def context(service: str, iam_action: str, body: bytes, params: dict[str, Any]) -> dict[str, Any]:
        found = original(service, iam_action, body, params)
        if service != "ecs":
            return found
        region = private.get("core.responses", "get_region")()
        account = private.get("core.responses", "get_account_id")()
        arn = f"arn:aws:ecs:{region}:{account}:cluster/{_cluster(fields(body))}"
        return {**found, "ecs:cluster": arn}

    return context


def _resource(action: str, fields: Mapping[str, Any], given: str, prefix: str) -> str | None:
    """The ARN that AWS judges ``action`` by; None where the cluster is right, or nothing was named."""
    if action in DEFINITIONS:
        return _definition(fields.get("taskDefinition"), prefix)
    if action in TASKS:
        return _named("task", fields.get("task") or _first(fields.get("tasks")), fields, prefix)
    if action in SERVICES:
        name = fields.get("service") or fields.get("serviceName") or _first(fields.get("services"))
        return _named("service", name, fields, prefix)
    return None


def _definition(name: str | None, prefix: str) -> str | None:
    if not name or name.startswith("arn:"):
        return name
    if ":" not in name:
        name = f"{name}:{private.get('services.ecs', '_task_def_latest').get(name, 1)}"
    return f"{prefix}:task-definition/{name}"


def _named(kind: str, name: str | None, fields: Mapping[str, Any], prefix: str) -> str | None:
    if not name or name.startswith("arn:"):
        return name
    return f"{prefix}:{kind}/{_cluster(fields)}/{name}"


def _cluster(fields: Mapping[str, Any]) -> str:
    return str(fields.get("cluster") or "default").rpartition("/")[2]


def _first(names: list[str] | None) -> str | None:
    return names[0] if names else None
