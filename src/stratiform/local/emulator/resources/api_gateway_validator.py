"""A request validator of a REST API. MiniStack's CloudFormation makes up an id and no validator."""

from __future__ import annotations

from typing import Any

from stratiform.local.emulator.call import call, discard, flag
from stratiform.local.emulator.names import physical_name
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType

_SWITCHES = {
    "ValidateRequestBody": "/validateRequestBody",
    "ValidateRequestParameters": "/validateRequestParameters",
}


def _create(logical_id: str, properties: Properties, stack: str) -> Created:
    name = properties.get("Name") or physical_name(stack, logical_id)
    made: dict[str, Any] = call("apigateway", "create_request_validator", {**properties, "Name": name})
    return made["id"], {"RequestValidatorId": made["id"]}


def _update(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
    operations = [
        {"op": "replace", "path": path, "value": flag(new.get(name, False))}
        for name, path in _SWITCHES.items()
    ]
    call(
        "apigateway",
        "update_request_validator",
        {**new, "RequestValidatorId": physical_id, "PatchOperations": operations},
    )
    return physical_id, {"RequestValidatorId": physical_id}


def _delete(physical_id: str, properties: Properties) -> None:
    discard("apigateway", "delete_request_validator", {**properties, "RequestValidatorId": physical_id})


RESOURCES = (
    ResourceType(
        "AWS::ApiGateway::RequestValidator", _create, _delete, _update, replaced_by=("Name", "RestApiId")
    ),
)
