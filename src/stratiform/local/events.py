"""What happens during `strat up`, as values. The command line decides how to show them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """A part of the work began, or with ``seconds`` ended."""

    name: str
    seconds: float | None = None


@dataclass(frozen=True)
class Note:
    """Something worth a sentence: a stack is made again, a restore was not complete."""

    text: str


@dataclass(frozen=True)
class Problem:
    """Something failed while the system stays up, e.g. a synthesis under ``--watch``."""

    what: str
    fix: str
    where: str | None = None


@dataclass(frozen=True)
class ResourceChanged:
    """CloudFormation reported on one resource. ``path`` is the construct path, else the logical id."""

    stack: str
    path: str
    type: str
    status: str
    reason: str = ""


@dataclass(frozen=True)
class StackDone:
    """One stack is finished. ``change`` is created, updated, unchanged or deleted."""

    stack: str
    change: str
    seconds: float


Event = Step | Note | Problem | ResourceChanged | StackDone
Report = Callable[[Event], None]


def silent(event: Event) -> None:
    """Tell nobody."""


@contextmanager
def step(name: str, report: Report) -> Iterator[None]:
    """Tell that a part of the work began, and that it ended unless it failed."""
    report(Step(name))
    started = time.monotonic()
    yield
    report(Step(name, time.monotonic() - started))
