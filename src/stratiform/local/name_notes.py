"""Names and ports that a definition gives its services and that real containers do not have.

The process engine has them all: there a name leads through its translation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stratiform.assembly.graph import Address, Graph, Resource

_BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"
_SERVICE = "AWS::ECS::Service"
_TASK = "AWS::ECS::TaskDefinition"


def notes(graph: Graph) -> tuple[str, ...]:
    """A sentence for each name that a task calls in vain."""
    return tuple(dict.fromkeys((*_balancers(graph), *_aliases(graph))))


def _balancers(graph: Graph) -> Iterator[str]:
    for edge in graph.edges:
        caller, called = graph.resources.get(edge.source), graph.resources.get(edge.target)
        if caller is None or called is None or (caller.type, called.type) != (_TASK, _BALANCER):
            continue
        yield (
            f"{caller.path}: containers do not find {called.path} by its name. Call its service by a name of"
            " Cloud Map, or run it with `--engine process`."
        )


def _aliases(graph: Graph) -> Iterator[str]:
    for service in graph.of_type(_SERVICE):
        ports = _ports(graph, service)
        for offered in _list(_mapping(service.properties.get("ServiceConnectConfiguration")).get("Services")):
            container = ports.get(offered.get("PortName"))
            for alias in _list(offered.get("ClientAliases")):
                if container is not None and str(alias.get("Port")) != container:
                    name = alias.get("DnsName") or offered["PortName"]
                    yield (
                        f"{service.path}: containers find {name} at port {container}, its container's, not"
                        f" at {alias.get('Port')}."
                    )


def _ports(graph: Graph, service: Resource) -> dict[Any, str]:
    """The container ports of the service's task, by name."""
    task = _task(graph, service)
    containers = _list(task.properties.get("ContainerDefinitions")) if task else []
    return {
        mapping.get("Name"): str(mapping.get("ContainerPort"))
        for container in containers
        for mapping in _list(container.get("PortMappings"))
    }


def _task(graph: Graph, service: Resource) -> Resource | None:
    found: Iterator[Address] = (
        edge.target for edge in graph.out_of(service.address) if edge.at == "TaskDefinition"
    )
    return next((graph.resources[at] for at in found), None)


def _list(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
