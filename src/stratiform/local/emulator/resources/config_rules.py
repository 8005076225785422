"""AWS Config: rules, the recorder and its delivery. Nothing is recorded or evaluated."""

from __future__ import annotations

from stratiform.local.emulator.api_resource import api_resource, arn
from stratiform.local.emulator.call import call
from stratiform.local.emulator.client import client
from stratiform.local.emulator.names import physical_name
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType


def _attributes(name: str) -> dict[str, str]:
    [rule] = client("config").describe_config_rules(ConfigRuleNames=[name])["ConfigRules"]
    return {
        "Arn": rule["ConfigRuleArn"],
        "ConfigRuleId": rule["ConfigRuleId"],
        "Compliance.Type": "INSUFFICIENT_DATA",
    }


def _put(name: str, properties: Properties) -> Created:
    call("config", "put_config_rule", {"ConfigRule": {**properties, "ConfigRuleName": name}})
    return name, _attributes(name)


def _create(logical_id: str, properties: Properties, stack: str) -> Created:
    return _put(properties.get("ConfigRuleName") or physical_name(stack, logical_id), properties)


def _update(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
    return _put(physical_id, new)


def _delete(physical_id: str, properties: Properties) -> None:
    client("config").delete_config_rule(ConfigRuleName=physical_id)


RESOURCES = (
    ResourceType(
        "AWS::Config::ConfigRule",
        _create,
        _delete,
        _update,
        explain="An AWS Config rule is kept and never evaluated.",
        replaced_by=("ConfigRuleName",),
    ),
    api_resource(
        "AWS::Config::ConfigurationRecorder",
        "config",
        create="put_configuration_recorder",
        update="put_configuration_recorder",
        delete=None,
        key="Name",
        named={"Name": 255},
        prepare=lambda properties: {"ConfigurationRecorder": properties},
        attributes=lambda name, _: {"Arn": arn("config", f"configuration-recorder/{name}")},
        replaced_by=("Name",),
    ),
    api_resource(
        "AWS::Config::DeliveryChannel",
        "config",
        create="put_delivery_channel",
        update="put_delivery_channel",
        delete=None,
        key="Name",
        named={"Name": 255},
        prepare=lambda properties: {"DeliveryChannel": properties},
        replaced_by=("Name",),
    ),
)
