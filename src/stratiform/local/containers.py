"""The engine that runs an app's containers: chosen, started when a definition needs it, stopped."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from stratiform.assembly.graph import Graph
from stratiform.errors import WrongUse
from stratiform.local import container_notes, deployment, installed_engine, name_notes
from stratiform.local.container_host import Choice, Kind, chosen, listens, remember
from stratiform.local.engine import catalogue, process
from stratiform.local.engine_errors import engine_errors
from stratiform.local.state import State
from stratiform.settings import Settings

_INSTANCE = "ministack.instance"  # the address of the local cloud that a container belongs to
_SERVERS = ("AWS::RDS::DB", "AWS::ElastiCache::")
_PREFIXES = ("AWS::ECS::", *_SERVERS)


def needed(graph: Graph) -> bool:
    """Whether anything of ``graph`` runs in a container."""
    return any(
        resource.type.startswith(_PREFIXES)
        or (resource.type == "AWS::Lambda::Function" and resource.properties.get("PackageType") == "Image")
        for resource in graph.resources.values()
    )


def choose(state: State, kind: Kind | None, *, running: bool) -> Choice:
    """The engine asked for, else the one of the last run. ``running``: the local cloud is up with the latter.

    Raises WrongUse when it is up with the other one or has data of it, EngineFailed when no Docker or Podman
    answers.
    """
    before = chosen(state)
    if kind is None or kind == before.kind:
        if before.host is not None and not listens(before.host):
            before = installed_engine.find()
            remember(state, before)
        return before
    if running:
        raise WrongUse(
            f"This app is up with the {before.kind} engine, so it cannot use {kind} too.",
            fix="Run `strat down` first.",
        )
    if _has_servers(state):
        raise WrongUse(
            f"This app's databases and caches are kept for the {before.kind} engine:"
            " their addresses are in its secrets and variables.",
            fix=f"Run `strat up --engine {before.kind}`, or `strat down --wipe` first: it removes data.",
        )
    made = installed_engine.find() if kind == "docker" else Choice()
    remember(state, made)
    return made


def _has_servers(state: State) -> bool:
    before = deployment.load(state)
    return before is not None and any(one.type.startswith(_SERVERS) for one in before.resources)


def start(state: State, graph: Graph, assembly: Path, settings: Settings) -> None:
    """Make the process engine run where ``graph`` needs it, and tell it where images come from.

    Beside Docker or Podman it has the databases and caches. Raises EngineFailed.
    """
    folder = state.subfolder(process.FOLDER)
    catalogue.write(
        folder,
        assemblies=(assembly,) if assembly.is_dir() else (),
        mapped=settings.local.images,
        base=settings.folder,
    )
    if _runs_something(state, (resource.type for resource in graph.resources.values())):
        process.start(state)


def _runs_something(state: State, types: Iterable[str]) -> bool:
    """Whether the process engine runs something of an app with ``types``."""
    return chosen(state).kind == "process" or any(each.startswith(_SERVERS) for each in types)


def notes(state: State, graph: Graph) -> tuple[str, ...]:
    """What of ``graph`` runs otherwise in this app's engine than it asks for, a sentence each."""
    known = catalogue.read(state.folder / process.FOLDER)
    elsewhere = chosen(state).kind == "docker"
    found = container_notes.notes(graph, known, elsewhere=elsewhere)
    return (*found, *name_notes.notes(graph)) if elsewhere else found


def resume(state: State) -> None:
    """Start the engine where an earlier run left containers: the local cloud asks for them at its start."""
    before = deployment.load(state)
    left = [one.type for one in before.resources if one.type.startswith(_PREFIXES)] if before else []
    if left and _runs_something(state, left):
        process.start(state)


def stop(state: State, port: int | None) -> None:
    """Stop the process engine with every container; with Docker or Podman, remove the tasks' containers.

    The local cloud, which was at ``port``, told them to end, and may have ended before each was gone.
    """
    process.stop(state)
    host = chosen(state).host
    if host is not None and port is not None and listens(host):
        _remove_tasks(host, port)


def _remove_tasks(host: str, port: int) -> None:
    """Remove what ECS made for the local cloud at ``port``. What is going already is no error."""
    import docker

    instance = {"label": f"{_INSTANCE}={socket.gethostname()}:{port}"}  # Podman takes either of two labels
    with suppress(*engine_errors()), closing(docker.DockerClient(base_url=host)) as client:
        for _ in range(2):  # the second time those whose network another one shared
            # Sparse: a whole list fails with the first container that goes meanwhile.
            for one in client.containers.list(all=True, sparse=True, filters=instance):
                if (one.attrs.get("Labels") or {}).get("ministack") == "ecs":
                    _remove(one, force=True, v=True)
        for volume in client.volumes.list(filters=instance):
            _remove(volume)


def _remove(one: Any, **options: bool) -> None:
    """What is in use, or gone already, is passed over; an engine that does not answer is not."""
    from docker.errors import DockerException

    with suppress(DockerException):
        one.remove(**options)
