"""An alarm made of other alarms."""

from __future__ import annotations

from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.client import client
from stratiform.local.emulator.names import physical_name
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType


def _put(name: str, properties: Properties) -> Created:
    call("cloudwatch", "put_composite_alarm", {**properties, "AlarmName": name})
    found = client("cloudwatch").describe_alarms(AlarmNames=[name], AlarmTypes=["CompositeAlarm"])
    return name, {"Arn": found["CompositeAlarms"][0]["AlarmArn"]}


def _create(logical_id: str, properties: Properties, stack: str) -> Created:
    return _put(properties.get("AlarmName") or physical_name(stack, logical_id), properties)


def _update(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
    return _put(physical_id, new)


def _delete(physical_id: str, properties: Properties) -> None:
    discard("cloudwatch", "delete_alarms", {"AlarmNames": [physical_id]})


RESOURCES = (
    ResourceType("AWS::CloudWatch::CompositeAlarm", _create, _delete, _update, replaced_by=("AlarmName",)),
)
