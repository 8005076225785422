"""`strat up` without --detach: one screen, then the logs, until Ctrl-C."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stratiform.cli import screen
from stratiform.cli.progress import reporter
from stratiform.local import session
from stratiform.local.down import down
from stratiform.local.logs import Line
from stratiform.local.state import State
from stratiform.local.up import Request, Synthesize, up
from stratiform.synth.warm import retire


def run(request: Request, synthesize: Synthesize, *, watching: bool, explain: bool) -> None:
    """Bring the system up and stay. However this ends, nothing is left running."""
    is_up = threading.Event()
    try:
        with reporter() as report:
            running = up(request, synthesize, report, is_up=is_up.set)
        screen.show_running(running, request.source, explain=explain)
        print("\nLogs follow." + (" Saved files are deployed." if watching else ""))
        print("Ctrl-C stops everything and keeps the data.\n", flush=True)
        with reporter(running.changes, known=running.notes) as report:
            session.follow(
                request,
                synthesize,
                running,
                watching=watching,
                on_line=_print,
                on_update=screen.show_update,
                report=report,
            )
    finally:
        if is_up.is_set():
            down(State.of(request.source.home))
            retire(request.source.home)
            print("Stopped. The data is kept; `strat down --wipe` removes it.", file=sys.stderr)


@contextmanager
def nothing_left(home: Path) -> Iterator[None]:
    """End the resident synthesizer too when the user interrupts; after an error it is wanted again soon."""
    try:
        yield
    except KeyboardInterrupt:
        retire(home)
        raise


def _print(line: Line) -> None:
    if line.is_platform:
        return
    moment = time.strftime("%H:%M:%S", time.localtime(line.time))
    print(f"{moment} {line.source}: {line.text}", flush=True)
