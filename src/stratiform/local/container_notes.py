"""What runs otherwise than a definition asks for: other versions of servers, and what cannot run at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.errors import ImageError, StratiformError, UnknownImage
from stratiform.local.engine.images import Catalogue, find

_SERVERS = (
    "AWS::ElastiCache::CacheCluster",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::ElastiCache::ServerlessCache",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
)
_TASK = "AWS::ECS::TaskDefinition"
_POSTGRES = ("postgres", "aurora-postgresql")
_CACHES = ("redis", "valkey")


def notes(graph: Graph, catalogue: Catalogue, *, elsewhere: bool = False) -> tuple[str, ...]:
    """A sentence each, for databases, caches and containers of ``graph`` as the process engine runs them.

    ``elsewhere``: what it has not, Docker or Podman runs.
    """
    found = (note for one in graph.resources.values() for note in _of(one, catalogue, elsewhere))
    return tuple(dict.fromkeys(found))


def of_images(names: Iterable[str], catalogue: Catalogue) -> tuple[str, ...]:
    """What of the images of the app runs otherwise than their Dockerfiles ask for; known once they run."""
    return tuple(dict.fromkeys(note for name in names for note in _of_image(name, catalogue)))


def _of_image(name: str, catalogue: Catalogue) -> tuple[str, ...]:
    try:
        return find(name, catalogue).notes
    except StratiformError:
        return ()  # where it was asked for, its pull failed with the reason


def _of(resource: Resource, catalogue: Catalogue, elsewhere: bool) -> Iterator[str]:
    if resource.type == _TASK and not elsewhere:
        yield from _unknown(resource, catalogue)
    engine = resource.properties.get("Engine")
    if resource.type not in _SERVERS or not isinstance(engine, str):
        return
    image = _image(engine, resource.properties.get("EngineVersion"))
    if image is None:
        yield _without_server(resource, engine, elsewhere)
        return
    try:
        yield from find(image, catalogue).notes[:1]  # the version comes first
    except StratiformError as error:
        yield f"{resource.path} cannot run: {error.what}. {error.fix}"


def _unknown(task: Resource, catalogue: Catalogue) -> Iterator[str]:
    definitions = task.properties.get("ContainerDefinitions")
    for container in definitions if isinstance(definitions, list) else ():
        image = container.get("Image") if isinstance(container, dict) else None
        if not isinstance(image, str):
            continue  # an image of the app, or one that only the deployment knows
        try:
            find(image, catalogue)
        except UnknownImage as error:
            name = container.get("Name", "a container")
            yield f"{task.path}: {name} does not run. {error.what} ({error.where}). {error.fix}"
        except ImageError:
            continue  # its pull fails, with the line


def _without_server(resource: Resource, engine: str, elsewhere: bool) -> str:
    is_cache = resource.type.startswith("AWS::ElastiCache::")
    if is_cache and elsewhere:
        return (
            f"{resource.path} is a container where the image of {engine} can be pulled; else it is a record."
        )
    told = f"{resource.path} is a record: there is no {engine} among the bundled servers."
    return f"{told} `strat up --engine docker` runs it, from its image." if is_cache else told


def _image(engine: str, version: Any) -> str | None:
    parts = version.split(".") if isinstance(version, str) else []
    if engine in _POSTGRES:
        return f"postgres:{parts[0]}" if parts else "postgres"
    if engine in _CACHES:
        repository = "valkey/valkey" if engine == "valkey" else "redis"
        return f"{repository}:{'.'.join(parts[:2])}" if parts else repository
    return None
