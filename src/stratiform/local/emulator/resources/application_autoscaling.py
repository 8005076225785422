"""Scalable targets and scaling policies, kept by our own Application Auto Scaling service."""

from __future__ import annotations

from typing import Any

from stratiform.local.emulator.call import call, discard, flag
from stratiform.local.emulator.client import client
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType

_SERVICE = "application-autoscaling"
_KEYS = ("ServiceNamespace", "ResourceId", "ScalableDimension")


def _register(properties: Properties) -> Created:
    suspended = {k: flag(v) for k, v in (properties.get("SuspendedState") or {}).items()}
    answer = call(_SERVICE, "register_scalable_target", {**properties, "SuspendedState": suspended or None})
    for action in properties.get("ScheduledActions") or []:
        call(_SERVICE, "put_scheduled_action", {**_identity(properties), **action})
    physical_id = "|".join(
        properties[name] for name in ("ResourceId", "ScalableDimension", "ServiceNamespace")
    )
    return physical_id, {"Id": answer["ScalableTargetARN"].rsplit("/", 1)[-1]}


def _identity(properties: Properties) -> dict[str, Any]:
    return {name: properties[name] for name in _KEYS}


def _create_target(logical_id: str, properties: Properties, stack: str) -> Created:
    return _register(properties)


def _update_target(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
    kept = {action["ScheduledActionName"] for action in new.get("ScheduledActions") or []}
    for action in old.get("ScheduledActions") or []:
        if action["ScheduledActionName"] not in kept:
            discard(_SERVICE, "delete_scheduled_action", {**_identity(old), **action})
    return _register(new)


def _delete_target(physical_id: str, properties: Properties) -> None:
    discard(_SERVICE, "deregister_scalable_target", properties)


def _policy(properties: Properties) -> dict[str, Any]:
    if "ScalingTargetId" not in properties:
        return properties
    resource, dimension, namespace = properties["ScalingTargetId"].split("|")
    place = {"ResourceId": resource, "ScalableDimension": dimension, "ServiceNamespace": namespace}
    return {**properties, **place}


def _put_policy(properties: Properties) -> Created:
    arn = call(_SERVICE, "put_scaling_policy", _policy(properties))["PolicyARN"]
    return arn, {"Arn": arn}


def _create_policy(logical_id: str, properties: Properties, stack: str) -> Created:
    return _put_policy(properties)


def _update_policy(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
    return _put_policy(new)


def _delete_policy(physical_id: str, properties: Properties) -> None:
    parameters = _policy(properties)
    found = client(_SERVICE).describe_scaling_policies(ServiceNamespace=parameters["ServiceNamespace"])
    # Deregistering the target took its policies with it.
    if physical_id in {policy["PolicyARN"] for policy in found["ScalingPolicies"]}:
        call(_SERVICE, "delete_scaling_policy", parameters)


RESOURCES = (
    ResourceType(
        "AWS::ApplicationAutoScaling::ScalableTarget",
        _create_target,
        _delete_target,
        _update_target,
        replaced_by=_KEYS,
    ),
    ResourceType(
        "AWS::ApplicationAutoScaling::ScalingPolicy",
        _create_policy,
        _delete_policy,
        _update_policy,
        replaced_by=("PolicyName", "ScalingTargetId", *_KEYS),
    ),
)
