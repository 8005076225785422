from __future__ import annotations

import threading
import time

import pytest

from stratiform.local.emulator.periodic import every
from waiting import until


def test_what_fails_costs_one_round(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "excepthook", lambda _: None)  # else pytest tells of the end below
    calls: list[float] = []

    def work(now: float) -> None:
        calls.append(now)
        if len(calls) == 1:
            raise ValueError("once")
        if len(calls) == 3:
            raise SystemExit  # ends the thread

    began = time.time()
    every(0.001, work, "under test")
    until(lambda: "under test" not in {thread.name for thread in threading.enumerate()})
    assert len(calls) == 3
    assert began <= calls[0] <= calls[1] <= calls[2]
    assert [record.getMessage() for record in caplog.records] == ["a round of under test failed"]
