"""Capacity providers of ECS, and which cluster uses which."""

from __future__ import annotations

from stratiform.local.emulator.api_resource import api_resource
from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType


def _associate(properties: Properties) -> Created:
    call("ecs", "put_cluster_capacity_providers", properties)
    return properties["Cluster"], {}


def _create(logical_id: str, properties: Properties, stack: str) -> Created:
    return _associate(properties)


def _update(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
    return _associate(new)


def _delete(physical_id: str, properties: Properties) -> None:
    nothing: Properties = {"CapacityProviders": [], "DefaultCapacityProviderStrategy": []}
    discard("ecs", "put_cluster_capacity_providers", {**properties, **nothing})


RESOURCES = (
    api_resource(
        "AWS::ECS::CapacityProvider",
        "ecs",
        create="create_capacity_provider",
        update="update_capacity_provider",
        delete="delete_capacity_provider",
        key="Name",
        named={"Name": 255},
        prepare=lambda properties: {**properties, "capacityProvider": properties.get("Name")},
        replaced_by=("Name",),
    ),
    ResourceType(
        "AWS::ECS::ClusterCapacityProviderAssociations", _create, _delete, _update, replaced_by=("Cluster",)
    ),
)
