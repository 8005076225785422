"""Reading the two sides of `strat diff`, wherever they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from stratiform.errors import NotAnApp, NotRunning, UnknownStack

if TYPE_CHECKING:
    from stratiform.assembly.graph import Graph, Origin, Stack
    from stratiform.diff.deployed import Asked
    from stratiform.diff.target import Target


def read_sides(
    before: str | None, after: str | None, environment: str, context: Mapping[str, str]
) -> tuple[Graph, Graph]:
    """The graphs before and after. Raises what reading, synthesizing, git and CloudFormation raise."""
    from stratiform.diff.target import Where, sides

    first, second = sides(before, after)
    app = next((Path(one.name) for one in (second, first) if one.where is Where.PATH), Path())
    written = (Where.PATH, Where.REVISION)
    old = _read(first, app, environment, context) if first.where in written else None
    new = _read(second, app, environment, context) if second.where in written else None
    if old is None and first.where is Where.STACK and new is not None:
        new = _only(new, first.name, app)
    if new is None and second.where is Where.STACK and old is not None:
        old = _only(old, second.name, app)
    if new is None:
        new = _deployed(second, old, app, environment)
    if old is None:
        old = _deployed(first, new, app, environment)
    return old, new


def _read(one: Target, app: Path, environment: str, context: Mapping[str, str]) -> Graph:
    from stratiform.cli.graph import graph_of
    from stratiform.diff.target import Where

    if one.where is Where.PATH:
        return graph_of(Path(one.name), environment, context, traces=True)
    return _at_revision(one, app, environment, context)


def _at_revision(one: Target, app: Path, environment: str, context: Mapping[str, str]) -> Graph:
    from stratiform.assembly import read
    from stratiform.diff.revision import checked_out, existed, is_revision
    from stratiform.local.source import Kind, source
    from stratiform.synth import run

    if not app.exists():
        raise NotAnApp(
            f"There is nothing at {app}.", where=str(app.absolute()), fix="Name an app or a template."
        )
    if one.guessed and not is_revision(app, one.name):
        raise NotAnApp(
            f"{one.name} is neither a path nor a git revision of {app if app.name else 'this folder'}.",
            where=str(app.resolve()),
            fix="Name a folder, a template, a revision (HEAD~1), stack:NAME or local:.",
        )
    current = source(app)
    if current.kind is Kind.ASSEMBLY and not existed(app, one.name):
        app = current.home  # a cdk.out is rarely in the repository; what made it is
    with checked_out(app, one.name) as then:
        found = source(then.path)
        path = found.path
        if found.kind is Kind.APP:
            # Cold: a process that is kept ready would outlive the folder.
            out = then.root.parent / "cdk.out"
            path = run(
                path, environment=environment, context=context, outdir=out, warm=False, traces=True
            ).assembly
        return _told_as(read(path), then.root.resolve(), one.name)


def _told_as(graph: Graph, root: Path, revision: str) -> Graph:
    """The graph with files of the temporary folder named by the revision."""

    def origin(place: Origin | None) -> Origin | None:
        if place is None or not Path(place.file).is_absolute():
            return place and replace(place, file=f"{revision}:{place.file}")
        file = Path(place.file)
        inside = file.relative_to(root) if file.is_relative_to(root) else Path(file.name)
        return replace(place, file=f"{revision}:{inside}")

    found = {address: replace(one, origin=origin(one.origin)) for address, one in graph.resources.items()}
    return replace(graph, resources=found)


def _deployed(one: Target, other: Graph | None, app: Path, environment: str) -> Graph:
    from stratiform.diff.deployed import Asked, client, deployed
    from stratiform.diff.target import Where

    roots = {stack.name: stack for stack in other.stacks.values() if stack.parent is None} if other else {}
    if one.where is Where.LOCAL or (one.where is Where.DEPLOYED and environment == "local"):
        try:
            return _local(Path(one.name) if one.name else app, roots, other)
        except NotRunning as error:
            fix = "Start it with `strat up`, or name what to compare with: `strat diff HEAD .`."
            raise NotRunning(error.what, where=error.where, fix=fix) from None
    if one.where is Where.STACK:
        like = roots.get(one.name)
        return deployed([Asked(one.name, client(like.region if like else None), like)])
    clients = {region: client(region) for region in {stack.region for stack in roots.values()}}
    return deployed(
        [Asked(name, clients[stack.region], stack) for name, stack in roots.items()], required=False
    )


def _local(app: Path, roots: Mapping[str, Stack], other: Graph | None) -> Graph:
    from stratiform.cli.here import cloud_of
    from stratiform.diff.deployed import Asked, deployed
    from stratiform.local.local_code import as_written

    with cloud_of(app) as (placed, cloud):
        asked: Iterator[Asked] = (
            Asked(stack.name, cloud.cloudformation(stack.target), roots.get(stack.name))
            for stack in placed.stacks
        )
        found = deployed(asked, required=False)
    return as_written(found, other) if other else found


def _only(graph: Graph, name: str, app: Path) -> Graph:
    """The graph of one stack and those nested in it; of a template, whatever it is called."""
    roots = [stack for stack in graph.stacks.values() if stack.parent is None]
    chosen = next((stack for stack in roots if stack.name == name), roots[0] if len(roots) == 1 else None)
    if chosen is None:
        names = ", ".join(stack.name for stack in roots)
        raise UnknownStack(f"{app} has no stack {name!r}.", where=str(app), fix=f"Its stacks: {names}.")
    kept = {id_ for id_ in graph.stacks if id_ == chosen.id or id_.startswith(f"{chosen.id}.")}
    return replace(
        graph,
        stacks={id_: stack for id_, stack in graph.stacks.items() if id_ in kept},
        resources={at: one for at, one in graph.resources.items() if at.stack in kept},
        edges=tuple(edge for edge in graph.edges if edge.source.stack in kept and edge.target.stack in kept),
        outputs=tuple(output for output in graph.outputs if output.address.stack in kept),
    )
