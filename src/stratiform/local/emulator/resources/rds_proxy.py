"""RDS proxies, their target groups, and option groups. Connections go to the database itself."""

from __future__ import annotations

from typing import Any

from stratiform.local.emulator.api_resource import api_resource
from stratiform.local.emulator.call import call
from stratiform.local.emulator.client import client
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType


def _proxy(name: str, properties: Properties) -> dict[str, Any]:
    [proxy] = client("rds").describe_db_proxies(DBProxyName=name)["DBProxies"]
    return {
        "DBProxyArn": proxy["DBProxyArn"],
        "Endpoint": proxy["Endpoint"],
        "VpcId": proxy.get("VpcId", ""),
    }


def _register(properties: Properties) -> Created:
    name = properties["DBProxyName"]
    parameters = {
        "DBProxyName": name,
        "TargetGroupName": properties.get("TargetGroupName", "default"),
        "DBInstanceIdentifiers": properties.get("DBInstanceIdentifiers"),
        "DBClusterIdentifiers": properties.get("DBClusterIdentifiers"),
    }
    call("rds", "register_db_proxy_targets", parameters)
    [group] = client("rds").describe_db_proxy_target_groups(DBProxyName=name)["TargetGroups"][:1]
    return group["TargetGroupArn"], {"TargetGroupArn": group["TargetGroupArn"]}


def _create(logical_id: str, properties: Properties, stack: str) -> Created:
    return _register(properties)


def _delete(physical_id: str, properties: Properties) -> None:
    """The targets go with the proxy."""


RESOURCES = (
    api_resource(
        "AWS::RDS::DBProxy",
        "rds",
        create="create_db_proxy",
        delete="delete_db_proxy",
        key="DBProxyName",
        attributes=_proxy,
        explain="An RDS proxy is a record; its endpoint does not answer.",
    ),
    ResourceType("AWS::RDS::DBProxyTargetGroup", _create, _delete),
    api_resource(
        "AWS::RDS::OptionGroup",
        "rds",
        create="create_option_group",
        delete="delete_option_group",
        key="OptionGroupName",
        named={"OptionGroupName": 255},
    ),
)
