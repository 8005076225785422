"""OpenSearch Serverless collections and their policies."""

from __future__ import annotations

from typing import Any

from stratiform.local.emulator.api_resource import api_resource, arn
from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.client import client
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType

_SERVICE = "opensearchserverless"


def _collection(physical_id: str, properties: Properties) -> dict[str, Any]:
    [found] = client(_SERVICE).batch_get_collection(ids=[physical_id])["collectionDetails"]
    return {
        "Id": physical_id,
        "Arn": found.get("arn") or arn("aoss", f"collection/{physical_id}"),
        "CollectionEndpoint": found.get("collectionEndpoint", ""),
        "DashboardEndpoint": found.get("dashboardEndpoint", ""),
    }


def _policy(noun: str, kind: str) -> ResourceType:
    def create(logical_id: str, properties: Properties, stack: str) -> Created:
        call(_SERVICE, f"create_{kind}_policy", properties)
        return properties["Name"], {}

    def update(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
        key = {"name": physical_id, "type": new["Type"]}
        found = call(_SERVICE, f"get_{kind}_policy", key)[f"{kind}PolicyDetail"]
        call(_SERVICE, f"update_{kind}_policy", {**new, "PolicyVersion": found["policyVersion"]})
        return physical_id, {}

    def delete(physical_id: str, properties: Properties) -> None:
        discard(_SERVICE, f"delete_{kind}_policy", properties)

    return ResourceType(
        f"AWS::OpenSearchServerless::{noun}", create, delete, update, replaced_by=("Name", "Type")
    )


RESOURCES = (
    api_resource(
        "AWS::OpenSearchServerless::Collection",
        _SERVICE,
        create="create_collection",
        update="update_collection",
        delete="delete_collection",
        key="id",
        reference="createCollectionDetail.id",
        attributes=_collection,
        replaced_by=("Name", "Type"),
        explain="A serverless collection is a record; its endpoint does not answer.",
    ),
    _policy("SecurityPolicy", "security"),
    _policy("AccessPolicy", "access"),
)
