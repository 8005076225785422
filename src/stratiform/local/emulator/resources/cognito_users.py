"""Users of a Cognito user pool, the groups they are in, and identity providers."""

from __future__ import annotations

from stratiform.local.emulator.api_resource import api_resource
from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType

_SERVICE = "cognito-idp"


def _create_user(logical_id: str, properties: Properties, stack: str) -> Created:
    # The API takes free-form metadata, the template a JSON object.
    user = call(_SERVICE, "admin_create_user", properties)["User"]
    return user["Username"], {}


def _delete_user(physical_id: str, properties: Properties) -> None:
    discard(_SERVICE, "admin_delete_user", {**properties, "Username": physical_id})


def _join(logical_id: str, properties: Properties, stack: str) -> Created:
    call(_SERVICE, "admin_add_user_to_group", properties)
    return f"{properties['UserPoolId']}|{properties['GroupName']}|{properties['Username']}", {}


def _leave(physical_id: str, properties: Properties) -> None:
    discard(_SERVICE, "admin_remove_user_from_group", properties)


RESOURCES = (
    ResourceType("AWS::Cognito::UserPoolUser", _create_user, _delete_user),
    ResourceType("AWS::Cognito::UserPoolUserToGroupAttachment", _join, _leave),
    api_resource(
        "AWS::Cognito::UserPoolIdentityProvider",
        _SERVICE,
        create="create_identity_provider",
        update="update_identity_provider",
        delete="delete_identity_provider",
        key="ProviderName",
        replaced_by=("ProviderName", "ProviderType", "UserPoolId"),
    ),
)
