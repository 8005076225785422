"""Where the tasks of a service are found: Cloud Map instances, Service Connect aliases, and their names.

A name is a file of the engine that holds addresses; processes of tasks look there before they ask DNS.
Real containers have the names in their /etc/hosts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.ecs import hosts
from stratiform.local.emulator.ecs.tasks import ECS, Service, Task, address
from stratiform.local.emulator.own_state import own_state
from stratiform.local.engine import address as addresses

CLOUD_MAP = "services.servicediscovery"


def register(task: Task, service: Service) -> None:
    """``task`` runs: make it an instance of every registry of ``service``."""
    found = address(task)
    if found is None:
        return
    family, _, _ = task["taskDefinitionArn"].rsplit("/", 1)[-1].partition(":")
    for registry in service.get("serviceRegistries") or ():
        port = registry.get("port") or registry.get("containerPort")
        attributes = {
            "AVAILABILITY_ZONE": task["availabilityZone"],
            "AWS_INSTANCE_IPV4": found,
            **({"AWS_INSTANCE_PORT": str(port)} if port else {}),
            "ECS_CLUSTER_NAME": task["clusterArn"].rsplit("/", 1)[-1],
            "ECS_SERVICE_NAME": service["serviceName"],
            "ECS_TASK_DEFINITION_FAMILY": family,
            "REGION": task["taskArn"].split(":")[3],
        }
        _call("_register_instance", registry, task, Attributes=attributes)


def deregister(task: Task, service: Service) -> None:
    """``task`` ends."""
    for registry in service.get("serviceRegistries") or ():
        _call("_deregister_instance", registry, task)


def publish_aliases(service: Service, tasks: Iterable[Task]) -> None:
    """Make the Service Connect aliases of ``service`` lead to its running ``tasks``."""
    connect = service.get("serviceConnectConfiguration") or {}
    if not connect.get("enabled"):
        return
    running = [(task, found) for task in tasks if (found := address(task))]
    for offered in connect.get("services") or ():
        container_port = _container_port(service, offered["portName"])
        for name, port in _aliases(offered, connect.get("namespace", "")):
            for _, found in running:
                real = addresses.resolve(_ports(), found, container_port)
                if real is not None:
                    addresses.publish(_ports(), found, port or container_port, real)
            write_name(name, [found for _, found in running])


def write_names(cloud_map_service: str) -> None:
    """Write the name of a Cloud Map service (its id), with the addresses of its healthy instances."""
    service = private.get(CLOUD_MAP, "_services").get(cloud_map_service)
    namespace = private.get(CLOUD_MAP, "_namespaces").get(service["NamespaceId"]) if service else None
    if service is None or namespace is None:
        return
    instances = private.get(CLOUD_MAP, "_instances").get(cloud_map_service) or {}
    found = [each["Attributes"].get("AWS_INSTANCE_IPV4") for each in instances.values()]
    write_name(f"{service['Name']}.{namespace['Name']}", [each for each in found if each])


def write_name(name: str, found: list[str]) -> None:
    """Make ``name`` lead to ``found``; to nothing, as DNS has it, where that is empty."""
    addresses.name(_ports(), name, found)
    hosts.publish(names)


def names() -> dict[str, list[str]]:
    """Every name, with its addresses."""
    return addresses.names(_ports())


def forget_names() -> None:
    """Remove every name: those of the last run lead nowhere."""
    for name in names():
        addresses.name(_ports(), name, ())


def _aliases(offered: dict[str, Any], namespace: str) -> Iterator[tuple[str, int | None]]:
    discovered = offered.get("discoveryName") or offered["portName"]
    namespace = namespace.rsplit("/", 1)[-1]
    known = private.get(CLOUD_MAP, "_namespaces").get(namespace)
    whole = f"{discovered}.{known['Name'] if known else namespace}"
    for alias in offered.get("clientAliases") or ():
        yield alias.get("dnsName") or whole, int(alias["port"])
    if not offered.get("clientAliases"):
        yield whole, None


def _container_port(service: Service, name: str) -> int:
    definition = private.get(ECS, "_task_defs")[service["taskDefinition"].rsplit("/", 1)[-1]]
    for container in definition["containerDefinitions"]:
        for mapping in container.get("portMappings") or ():
            if mapping.get("name") == name:
                return int(mapping["containerPort"])
    raise ValueError(f"The service {service['serviceName']} has no port called {name}.")


def _call(operation: str, registry: dict[str, Any], task: Task, **more: Any) -> None:
    identifiers = {
        "ServiceId": registry["registryArn"].rsplit("/", 1)[-1],
        "InstanceId": task["taskArn"].rsplit("/", 1)[-1],
    }
    private.get(CLOUD_MAP, operation)({**identifiers, **more})


def _ports() -> Path:
    return addresses.folder_of(own_state())
