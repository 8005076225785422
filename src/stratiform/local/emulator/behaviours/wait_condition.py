"""A wait condition that a machine would signal is fulfilled at once: no machine runs here."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.names import physical_name
from stratiform.local.emulator.registry import extend
from stratiform.local.emulator.resource_type import Created, Properties

EXPLAIN = "A wait condition that an EC2 instance would signal does not wait: no machine runs."

_MACHINES = (
    "AWS::EC2::Instance",
    "AWS::EC2::LaunchTemplate",
    "AWS::AutoScaling::LaunchConfiguration",
    "AWS::AutoScaling::AutoScalingGroup",
)


def signalled_by_a_machine(template: dict[str, Any], logical_id: str) -> bool:
    """Whether the user data of a machine in ``template`` names the condition or its handle."""
    resources = template.get("Resources") or {}
    condition = resources.get(logical_id) or {}
    handle = (condition.get("Properties") or {}).get("Handle")
    names = [logical_id, *([handle["Ref"]] if isinstance(handle, dict) and "Ref" in handle else [])]
    machines = json.dumps(
        [resource for resource in resources.values() if resource.get("Type") in _MACHINES], default=str
    )
    return any(name in machines for name in names)


def _not_waiting(original: Callable[..., Created]) -> Callable[..., Created]:
    def create(logical_id: str, properties: Properties, stack: str) -> Created:
        template = (private.get("services.cloudformation", "_stacks").get(stack) or {}).get("_template") or {}
        if not signalled_by_a_machine(template, logical_id):
            return original(logical_id, properties, stack)
        physical_id = physical_name(stack, logical_id)
        return physical_id, {"Data": "{}", "Id": physical_id}

    return create


def install() -> None:
    """Answer for the machines."""
    extend("AWS::CloudFormation::WaitCondition", "create", _not_waiting)
