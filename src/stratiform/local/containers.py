"""The engine that runs an app's containers: chosen, started when a definition needs it, stopped."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

from stratiform.assembly.graph import Graph
from stratiform.errors import EngineFailed, WrongUse
from stratiform.local import container_notes, deployment
from stratiform.local.container_host import Choice, Kind, chosen, remember
from stratiform.local.engine import catalogue, process
from stratiform.local.state import State
from stratiform.settings import Settings

_PREFIXES = ("AWS::ECS::", "AWS::RDS::DB", "AWS::ElastiCache::")


def needed(graph: Graph) -> bool:
    """Whether anything of ``graph`` runs in a container."""
    return any(
        resource.type.startswith(_PREFIXES)
        or (resource.type == "AWS::Lambda::Function" and resource.properties.get("PackageType") == "Image")
        for resource in graph.resources.values()
    )


def choose(state: State, kind: Kind | None, *, running: bool) -> Choice:
    """The engine asked for, else the one of the last run. ``running``: the local cloud is up with the latter.

    Raises WrongUse when it is up with the other one, EngineFailed when no Docker or Podman answers.
    """
    before = chosen(state)
    if kind is None or kind == before.kind:
        return before
    if running:
        raise WrongUse(
            f"This app is up with the {before.kind} engine, so it cannot use {kind} too.",
            fix="Run `strat down` first.",
        )
    made = Choice(kind, _machine_host() if kind == "docker" else None)
    remember(state, made)
    return made


def start(state: State, assembly: Path, settings: Settings) -> None:
    """Make the engine of this app run, and tell it where images come from.

    Raises EngineFailed.
    """
    folder = state.subfolder(process.FOLDER)
    catalogue.write(
        folder,
        assemblies=(assembly,) if assembly.is_dir() else (),
        mapped=settings.local.images,
        base=settings.folder,
    )
    if chosen(state).kind == "process":
        process.start(state)


def notes(state: State, graph: Graph) -> tuple[str, ...]:
    """What of ``graph`` runs otherwise in this app's engine than it asks for, a sentence each."""
    if chosen(state).kind == "docker":
        return ()
    return container_notes.notes(graph, catalogue.read(state.folder / process.FOLDER))


def resume(state: State) -> None:
    """Start the engine where an earlier run left containers: the local cloud asks for them at its start."""
    before = deployment.load(state)
    left = before is not None and any(one.type.startswith(_PREFIXES) for one in before.resources)
    if left and chosen(state).kind == "process":
        process.start(state)


def stop(state: State) -> None:
    """Stop the process engine with every container."""
    process.stop(state)


def _machine_host() -> str:
    for host in _candidates():
        if _listens(host):
            return host
    raise EngineFailed(
        "No Docker or Podman engine answers on this machine.",
        fix="Start it, or set DOCKER_HOST; or leave --engine away: the process engine needs neither.",
    )


def _candidates() -> Iterator[str]:
    if os.environ.get("DOCKER_HOST"):
        yield os.environ["DOCKER_HOST"]
        return
    runtime = os.environ.get("XDG_RUNTIME_DIR", f"/run/user/{os.getuid()}")
    yield "unix:///var/run/docker.sock"
    yield f"unix://{Path.home()}/.docker/run/docker.sock"
    yield f"unix://{runtime}/docker.sock"
    yield f"unix://{runtime}/podman/podman.sock"


def _listens(host: str) -> bool:
    if not host.startswith("unix://"):
        return True
    with socket.socket(socket.AF_UNIX) as unix:
        try:
            unix.connect(host.removeprefix("unix://"))
        except OSError:
            return False
    return True
