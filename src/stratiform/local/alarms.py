"""Which alarms are raised."""

from __future__ import annotations

from stratiform.local.deployment import Deployment
from stratiform.local.root_request import ask
from stratiform.local.target import Target

_OPERATION = "GraniteServiceVersion20100801.DescribeAlarms"


def raised(deployment: Deployment) -> list[str]:
    """The names of the alarms in ALARM, metric and composite; none where the local cloud does not answer."""
    targets = {stack.target for stack in deployment.stacks}
    return sorted(name for target in targets for name in _in_alarm(deployment.endpoint, target))


def _in_alarm(endpoint: str, target: Target) -> list[str]:
    found = ask(endpoint, target, "monitoring", _OPERATION, {"StateValue": "ALARM"}, version="1.0")
    alarms = [*found.get("MetricAlarms", ()), *found.get("CompositeAlarms", ())]
    return [alarm["AlarmName"] for alarm in alarms]
