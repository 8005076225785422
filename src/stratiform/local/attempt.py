"""Bringing a system up, or nothing: what was not running before does not outlive a failure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import Any, TypeVar

from stratiform.local.down import down
from stratiform.local.emulator import process
from stratiform.local.state import State

T = TypeVar("T")


@dataclass(frozen=True)
class Attempt:
    """``given_up`` is set where what it starts must not outlive it."""

    state: State
    was_running: bool
    given_up: Event = field(default_factory=Event)

    def starts(self, start: Callable[..., T], *arguments: Any) -> T:
        """``start`` in a thread; an interrupt in its first moment leaves a thread that nobody waits for."""
        try:
            return start(*arguments)
        finally:
            if self.given_up.is_set():
                down(self.state)


@contextmanager
def stopped_on_failure(state: State) -> Iterator[Attempt]:
    """What was not running before does not outlive a failure."""
    attempt = Attempt(state, process.find(state) is not None)
    try:
        yield attempt
    except BaseException:
        if not attempt.was_running:
            attempt.given_up.set()
            down(state)
        raise
