"""`strat up` in the foreground: what is logged is shown, what is saved is deployed, until it is stopped."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from stratiform import settings
from stratiform.errors import EmulatorFailed, StratiformError
from stratiform.local import deployment
from stratiform.local.cloud import Cloud, answering
from stratiform.local.denials import Denials
from stratiform.local.emulator import process
from stratiform.local.events import Problem, Report
from stratiform.local.logs import Line, Tail, groups, merged
from stratiform.local.state import State
from stratiform.local.up import Request, Running, Synthesize, up
from stratiform.saves import saves

_POLL_SECONDS = 0.25
_ALIVE_SECONDS = 2.0


def follow(
    request: Request,
    synthesize: Synthesize,
    running: Running,
    *,
    watching: bool,
    on_line: Callable[[Line], None],
    on_update: Callable[[Running], None],
    report: Report,
) -> None:
    """Show log lines until interrupted; with ``watching`` also deploy each save.

    An error of a save is reported and the system that was up stays up. Raises EmulatorFailed when the
    local cloud ends by itself.
    """
    state = State.of(request.source.home)
    placed = deployment.required(state)
    shared = settings.load(request.source.home).file
    began = time.time() - running.seconds
    stop = threading.Event()
    changed = threading.Event()
    cloud = Cloud(running.endpoint, placed.target)

    def keep_up() -> None:
        with _told(report, stop):
            for _ in saves(request.source.path, since=began, also=shared, stop=stop):
                with _told(report, stop):
                    on_update(up(request, synthesize, report, cloud))
                    changed.set()

    watcher = threading.Thread(target=keep_up, name="watch", daemon=True)
    if watching:
        watcher.start()
    try:
        with answering():
            _show(state, cloud, changed, on_line)
    finally:
        stop.set()
        if watching:
            watcher.join(timeout=15)
        cloud.close()


@contextmanager
def _told(report: Report, stop: threading.Event) -> Iterator[None]:
    """An error becomes a report, unless everything is being stopped."""
    try:
        yield
    except StratiformError as error:
        if not stop.is_set():
            report(Problem(error.what, error.fix, error.where))


def _show(state: State, cloud: Cloud, changed: threading.Event, on_line: Callable[[Line], None]) -> None:
    since = time.time() - 1
    placed = deployment.required(state)
    tail = Tail(groups(placed, cloud), cloud, since)
    denials = Denials(state.folder, since)
    asked = time.monotonic()
    while True:
        if changed.is_set():
            changed.clear()
            placed = deployment.required(state)
            tail.groups = groups(placed, cloud)
        for line in merged(tail.poll(), denials.poll(), placed):
            on_line(line)
        if time.monotonic() - asked > _ALIVE_SECONDS:
            asked = time.monotonic()
            if process.find(state) is None:
                raise _ended(state)
        time.sleep(_POLL_SECONDS)


def _ended(state: State) -> EmulatorFailed:
    return EmulatorFailed(
        "The local cloud stopped answering.",
        where=str(state.folder / "emulator.log"),
        fix="Run `strat up` again: it restores what was saved and says what was not.",
    )
