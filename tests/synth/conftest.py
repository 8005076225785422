"""Residents in a runtime folder of the test's own, gone when it ends."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from synth.apps import residents


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder that holds this test's sockets; its path is short, as a socket's must be."""
    folder = Path(tempfile.mkdtemp(prefix="strat-", dir="/tmp"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setenv("STRATIFORM_RESIDENT_IDLE", "120")
    yield folder
    for process in residents(folder):
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    shutil.rmtree(folder)
