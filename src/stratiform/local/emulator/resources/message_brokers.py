"""Amazon MQ brokers and MSK clusters. They are records: no broker runs."""

from __future__ import annotations

from typing import Any

from stratiform.local.emulator.api_resource import api_resource, arn
from stratiform.local.emulator.client import client
from stratiform.local.emulator.resource_type import Properties

_PORTS = {
    "AmqpEndpoints": ("amqp+ssl", 5671),
    "MqttEndpoints": ("mqtt+ssl", 8883),
    "OpenWireEndpoints": ("ssl", 61617),
    "StompEndpoints": ("stomp+ssl", 61614),
    "WssEndpoints": ("wss", 61619),
}


def _broker(physical_id: str, properties: Properties) -> dict[str, Any]:
    region = arn("mq", "").split(":")[3]
    host = f"{physical_id}-1.mq.{region}.amazonaws.com"
    endpoints = {name: [f"{scheme}://{host}:{port}"] for name, (scheme, port) in _PORTS.items()}
    return {
        **endpoints,
        "Arn": arn("mq", f"broker:{properties.get('BrokerName')}:{physical_id}"),
        "ConfigurationId": "",
        "ConfigurationRevision": 1,
        "ConsoleURLs": [f"https://{host}:8162"],
        "EngineVersionCurrent": properties.get("EngineVersion", ""),
        "IpAddresses": ["127.0.0.1"],
    }


def _users(properties: Properties) -> Properties:
    return {"AutoMinorVersionUpgrade": True, "PubliclyAccessible": False, **properties}


def _cluster(physical_id: str, properties: Properties) -> dict[str, Any]:
    found = client("kafka").describe_cluster(ClusterArn=physical_id)["ClusterInfo"]
    return {"Arn": physical_id, "CurrentVersion": found.get("CurrentVersion", "1")}


RESOURCES = (
    api_resource(
        "AWS::AmazonMQ::Broker",
        "mq",
        create="create_broker",
        delete="delete_broker",
        key="BrokerId",
        reference="BrokerId",
        attributes=_broker,
        prepare=_users,
        explain="An Amazon MQ broker is a record; its endpoints do not answer.",
    ),
    api_resource(
        "AWS::MSK::Cluster",
        "kafka",
        create="create_cluster",
        delete="delete_cluster",
        key="ClusterArn",
        reference="ClusterArn",
        attributes=_cluster,
        explain="An MSK cluster is a record; its brokers do not answer.",
    ),
)
