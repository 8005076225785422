"""Show what happens during `strat up`: a spinner on a terminal, plain lines elsewhere. On stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from stratiform.local.events import (
    Event,
    Note,
    Problem,
    Report,
    ResourceChanged,
    StackDone,
    Step,
    silent,
)


@contextmanager
def reporter(
    updating: Mapping[str, str] | None = None, *, quiet: bool = False, known: Iterable[str] = ()
) -> Iterator[Report]:
    """A function to report events to. ``updating`` says that a system is up: only what changes is told.

    A note that is ``known`` is not told again.
    """
    if quiet:
        yield silent
    elif updating is None and sys.stderr.isatty():
        yield from _live()
    else:
        told = set(known)

        def show(event: Event) -> None:
            if isinstance(event, Note) and event.text in told:
                return
            if isinstance(event, Note):
                told.add(event.text)
            _plain(event, brief=updating is not None)

        yield show


def _live() -> Iterator[Report]:
    from rich.console import Console
    from rich.markup import escape

    console = Console(stderr=True)
    with console.status("") as status:

        def show(event: Event) -> None:
            if isinstance(event, Step) and event.seconds is None:
                status.update(event.name)
            elif isinstance(event, ResourceChanged):
                status.update(f"{escape(event.path)}  [dim]{event.status.lower().replace('_', ' ')}[/dim]")
            elif text := _text(event):
                console.print(text, highlight=False, markup=False)

        yield show


def _plain(event: Event, *, brief: bool) -> None:
    if brief and isinstance(event, Step):
        return
    if text := _text(event):
        print(text, file=sys.stderr, flush=True)


def _text(event: Event) -> str | None:
    if isinstance(event, Step):
        return None if event.seconds is None else f"  {event.name}: {event.seconds:.1f} s"
    if isinstance(event, Note):
        return f"  note: {event.text}"
    if isinstance(event, Problem):
        where = f"\n  where: {event.where}" if event.where else ""
        return f"error: {event.what}{where}\n  fix: {event.fix}\n  The system that was up stays up."
    if isinstance(event, StackDone):
        return f"  {event.stack}: {event.change} ({event.seconds:.1f} s)"
    if isinstance(event, ResourceChanged) and event.status.endswith("_FAILED"):
        return f"  {event.path} ({event.type}): {event.reason}"
    return None
