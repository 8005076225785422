"""`strat up`: the whole system on this machine."""

from __future__ import annotations

import math
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from stratiform.cli.options import App, Context, Environment, Json, pairs
from stratiform.errors import WrongUse


class Engine(StrEnum):
    """See stratiform.local.containers."""

    process = "process"
    docker = "docker"


def up(
    app: App = Path(),
    environment: Environment = "local",
    context: Context = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option(metavar="[STACK:]KEY=VALUE", help="A template parameter, for all stacks or for one."),
    ] = None,
    detach: Annotated[bool, typer.Option(help="Return once everything is up, and leave it running.")] = False,
    watch: Annotated[bool, typer.Option(help="Update the running system whenever a file is saved.")] = False,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help="The port of the local cloud; any free one by default."),
    ] = None,
    engine: Annotated[
        Engine | None,
        typer.Option(help="What runs containers: processes of this machine, or its Docker or Podman."),
    ] = None,
    explain: Annotated[bool, typer.Option(help="Tell what differs from AWS.")] = False,
    dry_run: Annotated[bool, typer.Option(help="Print what would be done, and do nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Run the whole system on this machine, and print every URL.

    Without --detach it shows what the functions log until Ctrl-C, which stops everything; the data is kept
    until `strat down --wipe`. A system that is up is updated in place. With -e another environment's
    definition (its names, account and tier) runs on this machine; AWS is never called.
    """
    if watch and detach:
        raise WrongUse("--watch and --detach exclude each other.", fix="Leave one of them away.")
    if as_json and not (detach or dry_run):
        raise WrongUse("--json needs --detach or --dry-run.", fix="Add --detach.")
    from stratiform.cli.ahead import ahead
    from stratiform.local.source import Kind as SourceKind
    from stratiform.local.source import source

    definition = source(app)
    parameters, values = pairs(parameter, "--parameter"), pairs(context, "-c")

    def synthesize() -> Path:
        if definition.kind is not SourceKind.APP:
            return definition.path
        from stratiform.synth import synthesize as run

        # Beside a system that just runs, nothing waits for a save that nobody told of.
        spare = math.inf if watch else 0.0
        return run(definition.path, environment=environment, context=values, spare=spare)

    synthesize = ahead(synthesize)
    from stratiform.cli import foreground, screen
    from stratiform.cli.progress import reporter
    from stratiform.local.container_host import Kind
    from stratiform.local.up import Request, planned
    from stratiform.local.up import up as bring_up

    kind: Kind | None = "docker" if engine is Engine.docker else "process" if engine else None
    request = Request(definition, environment, parameters, port, kind)
    if dry_run:
        screen.show_plan(planned(request, synthesize), as_json=as_json)
        return
    with foreground.nothing_left(request.source.home):
        if not detach:
            foreground.run(request, synthesize, watching=watch, explain=explain)
            return
        with reporter(quiet=as_json) as report:
            running = bring_up(request, synthesize, report)
    screen.show_running(running, request.source, explain=explain, as_json=as_json)
    sys.stdout.flush()
