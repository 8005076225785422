"""`strat synth`: the assembly of an app."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stratiform.cli.options import App, Context, Environment, Json, pairs, print_json
from stratiform.errors import StratiformError, WrongUse

if TYPE_CHECKING:
    from stratiform.synth import Synthesis


def synth(
    app: App = Path(),
    environment: Environment = "local",
    context: Context = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where to write the assembly; APP/cdk.out by default."),
    ] = None,
    watch: Annotated[bool, typer.Option(help="Synthesize again whenever a file is saved.")] = False,
    cold: Annotated[bool, typer.Option(help="Run the app in a new process, and keep none ready.")] = False,
    as_json: Json = False,
) -> None:
    """Run a CDK app and write its cloud assembly.

    The app gets what the CDK CLI gives it, except for credentials: only the settings decide an account.
    The first run leaves a process behind that makes the next ones fast; it ends by itself when idle, or
    with `strat down`.
    """
    if watch and as_json:
        raise WrongUse("--watch and --json exclude each other.", fix="Leave one of them away.")
    from stratiform.cli.waiting import waiting
    from stratiform.synth import SPARE, run

    def once() -> Synthesis:
        values = pairs(context, "-c")
        spare = math.inf if watch else SPARE
        with waiting(f"Synthesizing {app.resolve().name}"):
            return run(
                app, environment=environment, context=values, outdir=output, warm=not cold, spare=spare
            )

    if watch:
        _follow(app.resolve(), output, once)
        return
    _show(once(), as_json=as_json)


def _follow(app: Path, output: Path | None, once: Callable[[], Synthesis]) -> None:
    from stratiform.cli.main import show
    from stratiform.saves import saves
    from stratiform.settings import load

    def again() -> None:
        try:
            _show(once(), as_json=False)
        except StratiformError as error:
            show(error.what, error.fix, error.where, as_json=False)

    began, shared = time.time(), load(app).file
    again()
    for _ in saves(app, since=began, also=shared, output=output.resolve() if output else None):
        again()


def _show(done: Synthesis, *, as_json: bool) -> None:
    for warning in done.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    if as_json:
        print_json(
            {
                "assembly": str(done.assembly),
                "stacks": done.stacks,
                "seconds": round(done.seconds, 3),
                "warm": done.warm,
            }
        )
    else:
        way = "warm" if done.warm else "cold"
        print(f"{done.assembly}: {', '.join(done.stacks)} ({done.seconds:.2f} s, {way})", flush=True)
