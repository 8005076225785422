"""EventBridge beyond buses and rules."""

from __future__ import annotations

import json

from stratiform.local.emulator.api_resource import api_resource
from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.client import client
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType


def _connection(name: str, properties: Properties) -> dict[str, str]:
    found = client("events").describe_connection(Name=name)
    return {"Arn": found["ConnectionArn"], "SecretArn": found.get("SecretArn", "")}


def _destination(name: str, properties: Properties) -> dict[str, str]:
    found = client("events").describe_api_destination(Name=name)["ApiDestinationArn"]
    return {"Arn": found, "ArnForPolicy": found.rsplit("/", 1)[0]}


def _archive(name: str, properties: Properties) -> dict[str, str]:
    return {"ArchiveName": name, "Arn": client("events").describe_archive(ArchiveName=name)["ArchiveArn"]}


def _permission(properties: Properties) -> dict[str, object]:
    statement = properties.get("Statement")
    if statement is None:
        return properties
    statement = json.loads(statement) if isinstance(statement, str) else statement
    whole = {"Version": "2012-10-17", "Statement": [{"Sid": properties["StatementId"], **statement}]}
    return {"EventBusName": properties.get("EventBusName"), "Policy": whole}


def _allow(logical_id: str, properties: Properties, stack: str) -> Created:
    call("events", "put_permission", _permission(properties))
    return f"{properties.get('EventBusName', 'default')}|{properties['StatementId']}", {}


def _disallow(physical_id: str, properties: Properties) -> None:
    discard("events", "remove_permission", properties)


RESOURCES = (
    api_resource(
        "AWS::Events::Connection",
        "events",
        create="create_connection",
        update="update_connection",
        delete="delete_connection",
        key="Name",
        named={"Name": 64},
        attributes=_connection,
        replaced_by=("Name",),
    ),
    api_resource(
        "AWS::Events::ApiDestination",
        "events",
        create="create_api_destination",
        update="update_api_destination",
        delete="delete_api_destination",
        key="Name",
        named={"Name": 64},
        attributes=_destination,
        replaced_by=("Name",),
    ),
    api_resource(
        "AWS::Events::Archive",
        "events",
        create="create_archive",
        update="update_archive",
        delete="delete_archive",
        key="ArchiveName",
        named={"ArchiveName": 48},
        attributes=_archive,
        prepare=lambda properties: {**properties, "EventSourceArn": properties["SourceArn"]},
        replaced_by=("ArchiveName", "SourceArn"),
    ),
    ResourceType("AWS::Events::EventBusPolicy", _allow, _disallow),
)
