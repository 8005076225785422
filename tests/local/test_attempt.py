"""What was started for a run that failed does not outlive it, and what ran before does."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from stratiform.local.attempt import stopped_on_failure
from stratiform.local.emulator import process
from stratiform.local.state import State

pytestmark = pytest.mark.local

start = partial(process.start, port=None, account="000000000000", region="us-east-1")


def test_what_starts_after_an_interrupt_ends_too_and_what_ran_before_stays(tmp_path: Path) -> None:
    state = State.of(tmp_path)
    try:
        with pytest.raises(KeyboardInterrupt), stopped_on_failure(state) as attempt:
            raise KeyboardInterrupt
        attempt.starts(start, state)
        assert process.find(state) is None

        running = start(state).emulator
        with pytest.raises(KeyboardInterrupt), stopped_on_failure(state) as attempt:
            raise KeyboardInterrupt
        attempt.starts(start, state)
        assert process.find(state) == running
    finally:
        process.stop(state)
