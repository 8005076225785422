"""`strat up` without --detach: one screen, then the logs, until Ctrl-C."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from stratiform.cli import screen
from stratiform.cli.progress import reporter
from stratiform.local import session
from stratiform.local.emulator import process
from stratiform.local.logs import Line
from stratiform.local.state import State
from stratiform.local.up import Request, Synthesize, up
from stratiform.synth.warm import retire

_ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run(request: Request, synthesize: Synthesize, *, watching: bool, explain: bool) -> None:
    """Bring the system up and stay. However this ends, nothing is left running."""
    with interruptible():
        with reporter() as report:
            running = up(request, synthesize, report)
        try:
            screen.show_running(running, request.source, explain=explain)
            print("\nLogs follow." + (" Saved files are deployed." if watching else ""))
            print("Ctrl-C stops everything and keeps the data.\n", flush=True)
            with reporter(running.changes) as report:
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
            _ignore_signals()
            process.stop(State.of(request.source.home))
            retire(request.source.home)
            print("Stopped. The data is kept; `strat down --wipe` removes it.", file=sys.stderr)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let SIGTERM and a closed terminal end the work as Ctrl-C does."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in _ENDS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ignore_signals() -> None:
    """A second Ctrl-C must not leave half of it running."""
    for number in _ENDS:
        signal.signal(number, signal.SIG_IGN)


def _print(line: Line) -> None:
    if line.is_platform:
        return
    moment = time.strftime("%H:%M:%S", time.localtime(line.time))
    print(f"{moment} {line.source}: {line.text}", flush=True)
