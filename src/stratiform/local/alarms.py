"""Which alarms are raised."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.local.deployment import Deployment
from stratiform.local.root_request import ask
from stratiform.local.target import Target

_OPERATION = "GraniteServiceVersion20100801.DescribeAlarms"


def raised(deployment: Deployment) -> list[str]:
    """The names of the alarms in ALARM, metric and composite; none where the local cloud does not answer.

    Those that only scale are left out: that of an idle service is raised for as long as it is idle.
    """
    targets = {stack.target for stack in deployment.stacks}
    return sorted(name for target in targets for name in _in_alarm(deployment.endpoint, target))


def _in_alarm(endpoint: str, target: Target) -> list[str]:
    found = ask(endpoint, target, "monitoring", _OPERATION, {"StateValue": "ALARM"}, version="1.0")
    alarms = [*found.get("MetricAlarms", ()), *found.get("CompositeAlarms", ())]
    return [alarm["AlarmName"] for alarm in alarms if not _only_scales(alarm)]


def _only_scales(alarm: Mapping[str, Any]) -> bool:
    actions = alarm.get("AlarmActions") or ()
    return bool(actions) and all(":autoscaling:" in action for action in actions)
