"""Task definitions and services in a template keep what MiniStack's provisioner drops or misspells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.call import fit
from stratiform.local.emulator.client import client
from stratiform.local.emulator.ecs.tasks import ECS
from stratiform.local.emulator.registry import extend
from stratiform.local.emulator.resource_type import Created, Properties

EXPLAIN = None

_PROVISIONERS = "services.cloudformation.provisioners"
_NESTED = (
    "dependsOn",
    "environmentFiles",
    "extraHosts",
    "healthCheck",
    "linuxParameters",
    "repositoryCredentials",
    "resourceRequirements",
    "secrets",
    "systemControls",
    "ulimits",
)
_OF_A_TASK = ("EphemeralStorage", "RuntimePlatform")
_OF_A_SERVICE = (
    "EnableECSManagedTags",
    "EnableExecuteCommand",
    "HealthCheckGracePeriodSeconds",
    "PlatformVersion",
    "PropagateTags",
    "SchedulingStrategy",
    "ServiceConnectConfiguration",
    "ServiceRegistries",
)


def install() -> None:
    """Spell nested properties as the API does, and store the dropped ones."""
    private.wrap(_PROVISIONERS, "_normalize_container_defs", _normalizing)
    for operation, properties_at in (("create", 1), ("update", 2)):
        extend("AWS::ECS::TaskDefinition", operation, _completing(_complete_definition, properties_at))
        extend("AWS::ECS::Service", operation, _completing(_complete_service, properties_at))


def _normalizing(original: Callable[[Any], list[dict[str, Any]]]) -> Callable[[Any], list[dict[str, Any]]]:
    def normalize(definitions: Any) -> list[dict[str, Any]]:
        normalized = original(definitions)
        for definition in normalized:
            definition.update({name: _camel(definition[name]) for name in _NESTED if name in definition})
        return normalized

    return normalize


def _completing(
    complete: Callable[[str, Properties], None], properties_at: int
) -> Callable[[Callable[..., Created]], Callable[..., Created]]:
    def wrapper(original: Callable[..., Created]) -> Callable[..., Created]:
        def operation(*arguments: Any) -> Created:
            arn, attributes = original(*arguments)
            complete(arn, arguments[properties_at])
            return arn, attributes

        return operation

    return wrapper


def _complete_definition(arn: str, properties: Properties) -> None:
    definition = private.get(ECS, "_task_defs")[arn.rsplit("/", 1)[-1]]
    definition["volumes"] = _volumes(properties.get("Volumes") or [])
    definition.update(_chosen(properties, _OF_A_TASK))


def _volumes(volumes: Any) -> Any:
    """As the API spells them: of EFSVolumeConfiguration and its FilesystemId not only the first letter."""
    operation = client("ecs").meta.service_model.operation_model("RegisterTaskDefinition")
    return fit(operation.input_shape.members["volumes"], volumes)


def _complete_service(arn: str, properties: Properties) -> None:
    services = private.get(ECS, "_services")
    for service in list(services.values()):
        if service["serviceArn"] == arn:
            service.update(_chosen(properties, _OF_A_SERVICE))


def _chosen(properties: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name[0].lower() + name[1:]: _camel(properties[name]) for name in names if name in properties}


def _camel(value: Any) -> Any:
    return private.get(_PROVISIONERS, "_pascal_to_camel")(value)
