"""A service-linked role."""

from __future__ import annotations

from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType


def _create(logical_id: str, properties: Properties, stack: str) -> Created:
    role = call("iam", "create_service_linked_role", properties)["Role"]
    return role["RoleName"], {"RoleName": role["RoleName"]}


def _update(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
    call("iam", "update_role", {"RoleName": physical_id, "Description": new.get("Description", "")})
    return physical_id, {"RoleName": physical_id}


def _delete(physical_id: str, properties: Properties) -> None:
    discard("iam", "delete_service_linked_role", {"RoleName": physical_id})


RESOURCES = (
    ResourceType(
        "AWS::IAM::ServiceLinkedRole",
        _create,
        _delete,
        _update,
        replaced_by=("AWSServiceName", "CustomSuffix"),
    ),
)
