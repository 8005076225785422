"""Application Auto Scaling: scalable targets, policies and scheduled actions are kept and described.

Nothing here scales; whoever runs the workload reads the policies and acts.
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.answer import Answer, json_answer
from stratiform.local.emulator.api_resource import arn

NAME = "application-autoscaling"

Body = dict[str, Any]
_TARGET = ("ServiceNamespace", "ResourceId", "ScalableDimension")
_store = private.get("core.responses", "AccountRegionScopedDict")
targets = _store()
policies = _store()
actions = _store()
_NOTHING_SUSPENDED = dict.fromkeys(
    ("DynamicScalingInSuspended", "DynamicScalingOutSuspended", "ScheduledScalingSuspended"), False
)


class NotFound(LookupError):
    """The target, policy or action is not there."""


def _key(body: Body, *more: str) -> str:
    return "|".join(str(body[name]) for name in (*_TARGET, *more))


def _register(body: Body) -> Body:
    key = _key(body)
    before = targets.get(key) or {"CreationTime": time.time(), "RoleARN": _role()}
    made = {**before, **{k: v for k, v in body.items() if k != "Tags"}}
    made["SuspendedState"] = {**_NOTHING_SUSPENDED, **(made.get("SuspendedState") or {})}
    made["ScalableTargetARN"] = before.get("ScalableTargetARN") or arn(
        NAME, f"scalable-target/{uuid.uuid4().hex}"
    )
    targets[key] = made
    return {"ScalableTargetARN": made["ScalableTargetARN"]}


def _deregister(body: Body) -> Body:
    _pop(targets, _key(body))
    for store in (policies, actions):
        for key in [key for key in store if str(key).startswith(_key(body) + "|")]:
            store.pop(key)
    return {}


def _put_policy(body: Body) -> Body:
    if _key(body) not in targets:
        raise NotFound(f"No scalable target found for {_key(body)}")
    key = _key(body, "PolicyName")
    before = policies.get(key) or {"CreationTime": time.time(), "Alarms": []}
    policy_arn = before.get("PolicyARN") or arn(
        "autoscaling",
        f"scalingPolicy:{uuid.uuid4()}:resource/{body['ServiceNamespace']}/{body['ResourceId']}"
        f":policyName/{body['PolicyName']}",
    )
    policies[key] = {"PolicyType": "StepScaling", **before, **body, "PolicyARN": policy_arn}
    return {"PolicyARN": policy_arn, "Alarms": []}


def _put_action(body: Body) -> Body:
    key = _key(body, "ScheduledActionName")
    before = actions.get(key) or {
        "CreationTime": time.time(),
        "ScheduledActionARN": arn("autoscaling", f"scheduledAction:{uuid.uuid4()}"),
    }
    actions[key] = {**before, **body}
    return {}


def _describe(store: Any, answer: str, names: str, name: str) -> Callable[[Body], Body]:
    def describe(body: Body) -> Body:
        wanted = body.get(names)
        found = [
            record
            for record in store.values()
            if record["ServiceNamespace"] == body["ServiceNamespace"]
            and body.get("ResourceId") in (None, record["ResourceId"])
            and body.get("ScalableDimension") in (None, record["ScalableDimension"])
            and (not wanted or record.get(name) in wanted)
        ]
        return {answer: found}

    return describe


def _pop(store: Any, key: str) -> None:
    if store.pop(key, None) is None:
        raise NotFound(f"Nothing is registered as {key}")


def _delete_policy(body: Body) -> Body:
    _pop(policies, _key(body, "PolicyName"))
    return {}


def _delete_action(body: Body) -> Body:
    _pop(actions, _key(body, "ScheduledActionName"))
    return {}


_OPERATIONS: dict[str, Callable[[Body], Body]] = {
    "RegisterScalableTarget": _register,
    "DeregisterScalableTarget": _deregister,
    "DescribeScalableTargets": _describe(targets, "ScalableTargets", "ResourceIds", "ResourceId"),
    "PutScalingPolicy": _put_policy,
    "DescribeScalingPolicies": _describe(policies, "ScalingPolicies", "PolicyNames", "PolicyName"),
    "DeleteScalingPolicy": _delete_policy,
    "PutScheduledAction": _put_action,
    "DescribeScheduledActions": _describe(
        actions, "ScheduledActions", "ScheduledActionNames", "ScheduledActionName"
    ),
    "DeleteScheduledAction": _delete_action,
    "DescribeScalingActivities": lambda body: {"ScalingActivities": []},
    "ListTagsForResource": lambda body: {"Tags": {}},
    "TagResource": lambda body: {},
    "UntagResource": lambda body: {},
}


def _role() -> str:
    role = "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling"
    return arn("iam", f"role/{role}", region=False)


async def handle_request(
    method: str, path: str, headers: dict[str, str], body: bytes, query_params: Any
) -> Answer:
    """One request of the JSON protocol."""
    operation = headers.get("x-amz-target", "").rsplit(".", 1)[-1]
    handler = _OPERATIONS.get(operation)
    if handler is None:
        return json_answer(400, {"__type": "UnknownOperationException", "message": f"Unknown {operation}"})
    try:
        return json_answer(200, handler(json.loads(body or b"{}")))
    except NotFound as error:
        return json_answer(400, {"__type": "ObjectNotFoundException", "message": str(error)})
    except KeyError as error:
        return json_answer(400, {"__type": "ValidationException", "message": f"{error} is required"})


def get_state() -> Body:
    """Everything to persist."""
    return {"targets": targets, "policies": policies, "actions": actions}


def load_persisted_state(data: Body) -> None:
    """Take back what ``get_state`` gave."""
    for name, store in get_state().items():
        store.update(data.get(name) or {})


def reset() -> None:
    """Forget everything."""
    for store in get_state().values():
        store.clear()
