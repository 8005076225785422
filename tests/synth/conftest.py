"""Residents in a runtime folder of the test's own, gone when it ends."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from synth.apps import residents
from waiting import until


@contextmanager
def runtime_folder() -> Iterator[Path]:
    """A folder for sockets; its path is short, as a socket's must be. Its residents end with it."""
    folder = Path(tempfile.mkdtemp(prefix="strat-", dir="/tmp"))
    yield folder

    def are_gone() -> bool:
        """Nobody starts another one, and nobody writes here any more."""
        left = residents(folder)
        for process in left:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        return not left

    until(are_gone)
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
