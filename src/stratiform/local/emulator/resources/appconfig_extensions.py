"""Extensions of AppConfig, and what they are associated with: the events to EventBridge work."""

from __future__ import annotations

import uuid

from stratiform.local.emulator.api_resource import arn
from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType

TAG = "stratiform:events"
_EVENTS = "AWS.AppConfig.DeploymentNotificationsToEventBridge"


def _create(logical_id: str, properties: Properties, stack: str) -> Created:
    identity = uuid.uuid4().hex[:7]
    return identity, {"Id": identity, "Arn": arn("appconfig", f"extension/{identity}/1"), "VersionNumber": 1}


def _delete(physical_id: str, properties: Properties) -> None:
    """Nothing was made."""


def _associate(logical_id: str, properties: Properties, stack: str) -> Created:
    identity = uuid.uuid4().hex[:7]
    association = arn("appconfig", f"extensionassociation/{identity}")
    if _EVENTS in properties.get("ExtensionIdentifier", ""):
        tags = {"ResourceArn": properties["ResourceIdentifier"], "Tags": {TAG: association}}
        call("appconfig", "tag_resource", tags)
    return identity, {
        "Id": identity,
        "Arn": association,
        "ExtensionArn": properties.get("ExtensionIdentifier", ""),
        "ResourceArn": properties.get("ResourceIdentifier", ""),
    }


def _dissociate(physical_id: str, properties: Properties) -> None:
    if _EVENTS in properties.get("ExtensionIdentifier", ""):
        discard(
            "appconfig", "untag_resource", {"ResourceArn": properties["ResourceIdentifier"], "TagKeys": [TAG]}
        )


RESOURCES = (
    ResourceType(
        "AWS::AppConfig::Extension",
        _create,
        _delete,
        explain="An extension of one's own is kept and never run.",
    ),
    ResourceType(
        "AWS::AppConfig::ExtensionAssociation",
        _associate,
        _dissociate,
        explain="Of AWS's own extensions, the one that tells EventBridge of deployments works.",
    ),
)
