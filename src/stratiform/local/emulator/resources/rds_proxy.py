"""RDS proxies: the endpoint is the database itself, so the port is the one in the database's secret."""

from __future__ import annotations

from stratiform.local.emulator.api_resource import api_resource
from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.client import client
from stratiform.local.emulator.databases.server import HOST
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType

_DEFAULT = "default"


def _proxy(name: str, properties: Properties) -> dict[str, str]:
    (found,) = client("rds").describe_db_proxies(DBProxyName=name)["DBProxies"]
    return {"DBProxyArn": found["DBProxyArn"], "Endpoint": HOST, "VpcId": found.get("VpcId", "")}


def _endpoint(name: str, properties: Properties) -> dict[str, object]:
    (found,) = client("rds").describe_db_proxy_endpoints(DBProxyEndpointName=name)["DBProxyEndpoints"]
    arn = found["DBProxyEndpointArn"]
    return {"DBProxyEndpointArn": arn, "Endpoint": HOST, "IsDefault": False, "VpcId": found.get("VpcId", "")}


def _group(properties: Properties) -> Created:
    name = {"DBProxyName": properties["DBProxyName"]}
    call("rds", "register_db_proxy_targets", {**properties, "TargetGroupName": _DEFAULT})
    pool = properties.get("ConnectionPoolConfigurationInfo")
    if pool:
        settings = {**name, "TargetGroupName": _DEFAULT, "ConnectionPoolConfig": pool}
        call("rds", "modify_db_proxy_target_group", settings)
    (found,) = client("rds").describe_db_proxy_target_groups(**name)["TargetGroups"]
    return found["TargetGroupArn"], {"TargetGroupArn": found["TargetGroupArn"]}


def _create_group(logical_id: str, properties: Properties, stack: str) -> Created:
    return _group(properties)


def _update_group(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
    _delete_group(physical_id, old)
    return _group(new)


def _delete_group(physical_id: str, properties: Properties) -> None:
    discard("rds", "deregister_db_proxy_targets", {**properties, "TargetGroupName": _DEFAULT})


RESOURCES = (
    api_resource(
        "AWS::RDS::DBProxy",
        "rds",
        create="create_db_proxy",
        update="modify_db_proxy",
        delete="delete_db_proxy",
        key="DBProxyName",
        attributes=_proxy,
        replaced_by=("DBProxyName", "EngineFamily", "VpcSubnetIds"),
        explain="An RDS proxy pools nothing: its endpoint is the database's host, at the database's port.",
    ),
    api_resource(
        "AWS::RDS::DBProxyEndpoint",
        "rds",
        create="create_db_proxy_endpoint",
        update="modify_db_proxy_endpoint",
        delete="delete_db_proxy_endpoint",
        key="DBProxyEndpointName",
        attributes=_endpoint,
        replaced_by=("DBProxyEndpointName", "DBProxyName", "TargetRole", "VpcSubnetIds"),
    ),
    ResourceType(
        "AWS::RDS::DBProxyTargetGroup",
        _create_group,
        _delete_group,
        _update_group,
        replaced_by=("DBProxyName",),
    ),
)
