"""`strat up`: from a definition to a running system, and from a changed one to an updated system."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from stratiform import settings
from stratiform.assembly import read
from stratiform.assembly.graph import Graph
from stratiform.local import capabilities, container_notes, containers, front
from stratiform.local.attempt import stopped_on_failure
from stratiform.local.bootstrap import bootstrap
from stratiform.local.capabilities import Capabilities, Difference
from stratiform.local.cloud import Cloud, answering
from stratiform.local.container_host import Kind, chosen
from stratiform.local.emulator import process
from stratiform.local.engine import catalogue
from stratiform.local.engine.process import FOLDER
from stratiform.local.events import Event, Note, Report, step
from stratiform.local.local_code import with_local_code
from stratiform.local.lock import exclusive
from stratiform.local.plan import Plan, plan
from stratiform.local.publish import publish, templates_of
from stratiform.local.publish_images import publish_images
from stratiform.local.requests import requests
from stratiform.local.rollout import roll_out
from stratiform.local.source import Source
from stratiform.local.state import State
from stratiform.local.target import Target
from stratiform.settings import Settings

# Gives the assembly folder or template of a definition; for an app that means synthesizing it.
Synthesize = Callable[[], Path]


@dataclass(frozen=True)
class Request:
    """What to bring up. ``parameters`` are template parameters; ``port`` None means any free one.

    ``engine`` None means the one of the last run, at first the process engine.
    """

    source: Source
    environment: str = "local"
    parameters: Mapping[str, str] = field(default_factory=dict)
    port: int | None = None
    engine: Kind | None = None


@dataclass(frozen=True)
class Running:
    """A system that is up. ``changes`` is stack -> created, updated, unchanged.

    ``requests`` are the calls that its APIs answer, like ``GET http://.../item``.
    """

    endpoint: str
    outputs: Mapping[str, str]
    stacks: Mapping[str, Mapping[str, str]]
    urls: Mapping[str, str]
    requests: tuple[str, ...]
    changes: Mapping[str, str]
    inert: Mapping[str, str]
    notes: tuple[str, ...]
    explain: tuple[Difference, ...]
    seconds: float

    def to_json(self) -> dict[str, Any]:
        """The document that `strat up --json` prints."""
        return asdict(self)


def planned(request: Request, synthesize: Synthesize) -> Plan:
    """The plan of a request; nothing is started. What the local cloud can do is known from its last start."""
    where = settings.load(request.source.home).environment(request.environment)
    graph = read(synthesize())
    known = capabilities.read(request.source.home / ".stratiform" / "local")
    return _plan(request, graph, known, Target(where.account, where.region))


def up(
    request: Request,
    synthesize: Synthesize,
    report: Report,
    clients: Cloud | None = None,
    is_up: Callable[[], None] = lambda: None,
) -> Running:
    """Bring a system up, or bring a running one up to date.

    The local cloud starts while the app is synthesized, the container engine while assets are published, and
    the gateway while the stacks are made. When this fails, a local cloud that was not
    running before is stopped again; its data is kept. ``clients`` may be given where they are kept open.
    ``is_up`` is called while a failure would still stop it: from then on an interrupt leaves it running.
    """
    started = time.monotonic()
    notes: list[str] = []

    def told(event: Event) -> None:
        if isinstance(event, Note):
            notes.append(event.text)
        report(event)

    project = settings.load(request.source.home)
    where = project.environment(request.environment)
    target = Target(where.account, where.region)
    state = State.of(request.source.home)
    state.require_room()
    with exclusive(state.folder / "up.lock"), stopped_on_failure(state) as attempt:
        containers.choose(state, request.engine, running=attempt.was_running)
        with ThreadPoolExecutor(max_workers=2) as pool:
            starting = pool.submit(attempt.starts, _start, state, request.port, target, clients)
            with step("read the definition", told):
                assembly = synthesize()
                graph = read(assembly)
            with step("start the local cloud", told):
                emulator, cloud = starting.result()
            with nullcontext() if cloud is clients else closing(cloud), answering():
                engine = pool.submit(attempt.starts, _start_engine, state, assembly, project, graph)
                _tell(emulator.notes, told)
                known = capabilities.read(state.folder) or Capabilities(frozenset())
                todo = with_local_code(_plan(request, graph, known, target), graph, state.folder / "packaged")
                _tell(todo.notes, told)
                with step("publish assets", told):
                    publish_images(todo.images, cloud, chosen(state), assembly)
                    bootstrap(todo.bootstraps, cloud)
                    publish((*todo.files, *templates_of(todo.stacks)), cloud)
                _tell(engine.result(), told)
                if front.needed(graph):
                    pool.submit(attempt.starts, front.prepare, state, emulator.emulator)
                deployed, changes = roll_out(
                    todo,
                    graph,
                    request.environment,
                    cloud,
                    emulator.emulator,
                    state,
                    told,
                    interrupted=not attempt.was_running,
                )
                if chosen(state).kind == "process":
                    built = (image.name for image in todo.images)
                    _tell(container_notes.of_images(built, catalogue.read(state.folder / FOLDER)), told)
        running = Running(
            endpoint=deployed.endpoint,
            outputs=deployed.outputs(),
            stacks={stack.name: stack.outputs for stack in deployed.stacks},
            urls=deployed.urls,
            requests=requests(graph, deployed.resources, deployed.urls.values()),
            changes=changes,
            inert=deployed.inert,
            notes=tuple(notes),
            explain=known.differences({resource.type for resource in graph.resources.values()}),
            seconds=round(time.monotonic() - started, 3),
        )
        is_up()
    return running


def _start(
    state: State, port: int | None, target: Target, clients: Cloud | None
) -> tuple[process.Started, Cloud]:
    containers.resume(state)
    started = process.start(state, port=port, account=target.account, region=target.region)
    if clients is not None and clients.endpoint == started.emulator.endpoint:
        return started, clients
    cloud = Cloud(started.emulator.endpoint, target)
    for service in ("ssm", "s3", "cloudformation"):
        cloud.client(service)  # reading a service's model takes time that synthesis leaves free
    return started, cloud


def _start_engine(state: State, assembly: Path, project: Settings, graph: Graph) -> tuple[str, ...]:
    """What runs otherwise than ``graph`` asks for; nothing is started where it has no containers."""
    if not containers.needed(graph):
        return ()
    containers.start(state, graph, assembly, project)
    return containers.notes(state, graph)


def _plan(request: Request, graph: Graph, known: Capabilities | None, target: Target) -> Plan:
    return plan(graph, known, account=target.account, region=target.region, parameters=request.parameters)


def _tell(notes: Iterable[str], report: Report) -> None:
    for note in notes:
        report(Note(note))
