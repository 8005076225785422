"""`strat exec`: a command in a running task."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stratiform.cli.options import Folder, Json, print_json
from stratiform.errors import NotRunning

if TYPE_CHECKING:
    from stratiform.local.state import State


def exec(
    name: Annotated[str, typer.Argument(help="The service: construct path, logical id or name.")],
    command: Annotated[list[str], typer.Argument(metavar="CMD...", help="The command and its arguments.")],
    task: Annotated[
        str | None, typer.Option(help="The id of one of its tasks, or how it begins; else the oldest.")
    ] = None,
    container: Annotated[
        str | None, typer.Option(help="A container of the task; else the one that is no sidecar.")
    ] = None,
    app: Folder = Path(),
    as_json: Json = False,
) -> None:
    """Run a command in a running task of a service.

    It has the variables, files, user and credentials of the task. Options come before NAME: what follows
    it is the command. It reads what this command reads, and has a terminal where this one has. The exit
    code is the command's.
    """
    from stratiform.cli.here import deployment_of, state_of
    from stratiform.local.exec import place
    from stratiform.local.exec_session import run

    words = command[1:] if command[0] == "--" and len(command) > 1 else command  # as others have it
    state = state_of(app)
    found = place(name, deployment_of(app), task=task, container=container)
    written: dict[int, bytes] = {1: b"", 2: b""}

    def write(stream: int, data: bytes) -> None:
        if as_json:
            written[stream] += data
        else:
            while data:
                data = data[os.write(stream, data) :]

    terminal = not as_json and sys.stdin.isatty() and sys.stdout.isatty()
    stdin = None if as_json else sys.stdin.fileno()
    with _as_it_is(terminal):
        code = run(_host(state), found.id, words, write, stdin=stdin, terminal=terminal)
    if as_json:
        print_json(
            {
                "service": found.service,
                "task": found.task,
                "container": found.container,
                "exit_code": code,
                "stdout": written[1].decode(errors="replace"),
                "stderr": written[2].decode(errors="replace"),
            }
        )
    raise typer.Exit(code)


def _host(state: State) -> str:
    """DOCKER_HOST of the engine that runs the tasks. Raises NotRunning."""
    from stratiform.local.container_host import chosen
    from stratiform.local.engine import process

    if (host := chosen(state).host) is not None:
        return host
    engine = process.find(state)
    if engine is None:
        raise NotRunning(
            "The engine that runs the tasks is not there.", where=str(state.app), fix="Run `strat up` again."
        )
    return engine.host


@contextmanager
def _as_it_is(terminal: bool) -> Iterator[None]:
    """Every key goes to the command, Ctrl-C too."""
    if not terminal:
        yield
        return
    import termios
    import tty

    before = termios.tcgetattr(sys.stdin)
    tty.setraw(sys.stdin)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
