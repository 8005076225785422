"""The containers of ECS task definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, items, value
from stratiform.check.shapes import Faults, each

TASKS = ("AWS::ECS::TaskDefinition",)


def containers(task: Resource) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The containers that ``task`` writes down, each with its place in ``ContainerDefinitions``."""
    for index, container in enumerate(items(value(task, "ContainerDefinitions"))):
        if isinstance(container, Mapping) and not is_unknown(container):
            yield index, container


def runs_on_linux(task: Resource, graph: Graph) -> bool:
    """Whether the containers of ``task`` run on Linux, as they do by default: no where that is not known."""
    family = value(task, "RuntimePlatform.OperatingSystemFamily")
    return not is_unknown(family) and "WINDOWS" not in str(family)


def each_container(wrong: Callable[[Mapping[str, Any]], str | None]) -> Faults:
    """A fault where ``wrong`` says how a sentence that begins with the container's name goes on."""

    def about(container: Mapping[str, Any]) -> str | None:
        says = wrong(container)
        return f"The container {name(container)} {says}" if says else None

    return each("ContainerDefinitions", about)


def name(container: Mapping[str, Any]) -> str:
    """The container's name, or what stands for it where it is not known."""
    found = container.get("Name")
    return found if isinstance(found, str) else "without a known name"
