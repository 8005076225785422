"""A hook is called and bounded: no process is left, and none is hit that was not named."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path
from typing import Any, cast

import pytest

from stratiform.agent import hooks
from stratiform.agent.outputs import Hook
from waiting import until


def call(hook: Hook) -> None:
    asyncio.run(hooks.call(hook, cast(Any, None)))


def test_a_command_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = tmp_path / "pid"
    written.touch()
    for seconds in (0.2, 2, 20):  # a busy machine may take long to begin it
        monkeypatch.setattr(hooks, "_SECONDS", seconds)
        call(Hook(command=f"sh -c 'echo $$ > {written}; exec sleep 3600'"))
        if process := written.read_text().strip():
            break
    assert process
    until(lambda: not Path(f"/proc/{process}").exists())


@pytest.mark.parametrize("text", ["0", "-1", "", "x", "-9"])
def test_only_one_process_is_told(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda number, how: told.append((number, how)))
    (tmp_path / "pid").write_text(text)
    call(Hook(signal=f"HUP:{tmp_path / 'pid'}"))
    assert told == []
    (tmp_path / "pid").write_text("77\n")
    call(Hook(signal=f"HUP:{tmp_path / 'pid'}"))
    assert told == [(77, signal.SIGHUP)]
