"""Residents in a runtime folder of the test's own, gone when it ends."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from synth.apps import residents


@contextmanager
def runtime_folder() -> Iterator[Path]:
    """A folder for sockets; its path is short, as a socket's must be. Its residents end with it."""
    folder = Path(tempfile.mkdtemp(prefix="strat-", dir="/tmp"))
    yield folder
    for process in residents(folder):
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    shutil.rmtree(folder)


def use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let this test's residents live in the folder."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setenv("STRATIFORM_RESIDENT_IDLE", "120")
    return folder


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder that holds this test's sockets."""
    with runtime_folder() as folder:
        yield use(folder, monkeypatch)
