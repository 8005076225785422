"""EventBridge rules and Scheduler start ECS tasks; MiniStack has no such target."""

from __future__ import annotations

import contextvars
import json
import logging
import threading
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.call import call

EXPLAIN = None
_EVENTS = "services.eventbridge"
_log = logging.getLogger("events")

Target = dict[str, Any]


def install() -> None:
    """Take the targets that are clusters."""
    private.wrap(_EVENTS, "_invoke_target", _starting_tasks)


def _starting_tasks(original: Callable[..., None]) -> Callable[..., None]:
    def invoke(target: Target, event: Any, rule: Any, view: Any = None) -> None:
        parts = str(target.get("Arn", "")).split(":", 5)
        if parts[2:3] != ["ecs"] or not parts[-1].startswith("cluster/"):
            original(target, event, rule, view)
            return
        request = run_task(target, _overrides(target, event, rule, view), rule)
        # Through the API, in its own thread: whoever fires a rule may be what answers the API.
        scope = contextvars.copy_context()
        threading.Thread(target=scope.run, args=(_run, request), daemon=True, name="ecs-target").start()

    return invoke


def run_task(target: Target, overrides: dict[str, Any], rule: dict[str, Any]) -> dict[str, Any]:
    """The parameters of RunTask that a target of a rule or a schedule means."""
    ecs = {name[0].lower() + name[1:]: value for name, value in (target.get("EcsParameters") or {}).items()}
    by_schedule = "ScheduleExpression" in rule and "Target" in rule
    known = {name: value for name, value in ecs.items() if name not in ("taskCount", "taskDefinitionArn")}
    return {
        **known,
        "cluster": target["Arn"],
        "count": ecs.get("taskCount") or 1,
        "overrides": overrides,
        "startedBy": f"{'chronos-schedule' if by_schedule else 'events-rule'}/{rule.get('Name', '')}"[:128],
        "taskDefinition": ecs["taskDefinitionArn"],
    }


def _overrides(target: Target, event: Any, rule: Any, view: Any) -> dict[str, Any]:
    """The target's input, which for a task means overrides; the event itself does not."""
    text = target.get("Input")
    if target.get("InputTransformer"):
        seen = view or private.get(_EVENTS, "_pattern_event_view")(event)
        text = private.get(_EVENTS, "_apply_input_transformer")(target["InputTransformer"], rule, seen)
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _run(request: dict[str, Any]) -> None:
    try:
        answer = call("ecs", "run_task", request)
    except Exception as error:
        _log.warning("%s could not start %s: %s", request["startedBy"], request["taskDefinition"], error)
        return
    for failure in answer.get("failures") or ():
        _log.warning("%s did not start a task: %s", request["startedBy"], failure.get("reason"))
