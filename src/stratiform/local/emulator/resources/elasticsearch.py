"""The old name of an OpenSearch domain."""

from __future__ import annotations

from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType

_NEW = "AWS::OpenSearchService::Domain"
_RENAMED = {"ElasticsearchClusterConfig": "ClusterConfig"}


def _handler() -> dict[str, Any]:
    found: dict[str, Any] = private.get("services.cloudformation.provisioners", "_RESOURCE_HANDLERS")[_NEW]
    return found


def _translated(properties: Properties) -> Properties:
    translated = {_RENAMED.get(name, name): value for name, value in properties.items()}
    version = translated.pop("ElasticsearchVersion", "1.5")
    return {**translated, "EngineVersion": f"Elasticsearch_{version}"}


def _create(logical_id: str, properties: Properties, stack: str) -> Created:
    physical_id, attributes = _handler()["create"](logical_id, _translated(properties), stack)
    return physical_id, attributes


def _update(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
    changed = (physical_id, _translated(old), _translated(new), stack, physical_id)
    physical_id, attributes = _handler()["update"](*changed)
    return physical_id, attributes


def _delete(physical_id: str, properties: Properties) -> None:
    _handler()["delete"](physical_id, _translated(properties))


RESOURCES = (
    ResourceType("AWS::Elasticsearch::Domain", _create, _delete, _update, replaced_by=("DomainName",)),
)
