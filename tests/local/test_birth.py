from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from stratiform.local.birth import birth, living
from stratiform.local.emulator.record import Record as Emulator
from stratiform.local.engine.record import Record as Engine
from stratiform.local.gateway.record import Record as Gateway

OWN = os.getpid()


@pytest.fixture
def later_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel tells the start of the machine by its clock, in whole seconds."""
    set_back = psutil.boot_time() + 2
    monkeypatch.setattr("psutil._pslinux.boot_time", lambda: set_back)


def test_this_process_lives_under_its_birth_alone() -> None:
    found = living(OWN, birth(OWN))
    assert found is not None
    assert found.pid == OWN
    assert living(OWN, birth(OWN) - 1) is None


def test_a_process_that_nobody_collects_does_not_live() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    born = birth(child.pid)
    assert living(child.pid, born) is not None
    assert child.stdin is not None
    child.stdin.close()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert living(child.pid, born) is None
    child.wait()
    assert birth(child.pid) == 0


def test_a_clock_that_is_set_hides_no_running_process(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    born = birth(OWN)
    emulator, gateway = Emulator(OWN, born, 1, "0", "r"), Gateway(OWN, born, 1)
    Engine.of_this_process().write(tmp_path)
    before = psutil.Process(OWN).create_time()
    request.getfixturevalue("later_clock")
    assert psutil.Process(OWN).create_time() != before
    assert emulator.process() is not None
    assert gateway.process() is not None
    assert Engine.read(tmp_path) is not None
