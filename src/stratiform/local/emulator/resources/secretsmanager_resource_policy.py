"""The resource policy of a secret."""

from __future__ import annotations

from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType


def _put(properties: Properties) -> Created:
    call("secretsmanager", "put_resource_policy", properties)
    return properties["SecretId"], {"Id": properties["SecretId"]}


def _create(logical_id: str, properties: Properties, stack: str) -> Created:
    return _put(properties)


def _update(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
    return _put(new)


def _delete(physical_id: str, properties: Properties) -> None:
    discard("secretsmanager", "delete_resource_policy", {"SecretId": physical_id})


RESOURCES = (
    ResourceType("AWS::SecretsManager::ResourcePolicy", _create, _delete, _update, replaced_by=("SecretId",)),
)
