"""API calls with CloudFormation properties as their parameters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError
from botocore.model import ListShape, MapShape, Shape, StructureShape

from stratiform.local.emulator.client import client

TRUE = ("true", "1")


def call(service: str, operation: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Call ``operation`` (boto3's name) of the local cloud; see ``fit`` for how properties become parameters.

    Raises botocore's ClientError.
    """
    api = client(service)
    model = api.meta.service_model.operation_model(api.meta.method_to_api_mapping[operation])
    arguments = fit(model.input_shape, parameters) if model.input_shape else {}
    answer: dict[str, Any] = getattr(api, operation)(**arguments)
    return answer


def discard(service: str, operation: str, parameters: Mapping[str, Any]) -> None:
    """Call ``operation``, which deletes something; that it is gone already is fine."""
    try:
        call(service, operation, parameters)
    except ClientError as error:
        code = error.response["Error"].get("Code", "")
        if not any(word in code for word in ("NotFound", "NoSuch", "NotExist")):
            raise


def fit(shape: Shape, value: Any) -> Any:
    """``value`` (template spelling) in the types and the member names of ``shape``.

    A member ``shape`` does not have is left out. Text becomes the number or boolean asked for, an object
    becomes a JSON document where text is asked for, tags become a list or a map, and PascalCase becomes the
    API's own spelling.
    """
    if isinstance(shape, StructureShape):
        members = {name.lower(): name for name in shape.members}
        return {
            members[key.lower()]: fit(shape.members[members[key.lower()]], item)
            for key, item in value.items()
            if key.lower() in members and item is not None
        }
    if isinstance(shape, ListShape):
        if isinstance(value, dict) and _is_pair(shape.member):
            value = [{"Key": key, "Value": item} for key, item in value.items()]
        return [fit(shape.member, item) for item in (value if isinstance(value, list) else [value])]
    if isinstance(shape, MapShape):
        if isinstance(value, list):
            value = {item["Key"]: item.get("Value", "") for item in value}
        return {key: fit(shape.value, item) for key, item in value.items()}
    return _scalar(shape.type_name, value)


def _is_pair(shape: Shape) -> bool:
    return isinstance(shape, StructureShape) and {name.lower() for name in shape.members} == {"key", "value"}


def _scalar(kind: str, value: Any) -> Any:
    if kind in ("integer", "long"):
        return int(float(value))
    if kind in ("float", "double"):
        return float(value)
    if kind == "boolean":
        return flag(value)
    if kind == "string":
        if isinstance(value, bool):
            return "true" if value else "false"
        return json.dumps(value) if isinstance(value, (dict, list)) else str(value)
    return value


def flag(value: Any) -> bool:
    """A template boolean, which may be the text ``"true"``."""
    return str(value).lower() in TRUE
