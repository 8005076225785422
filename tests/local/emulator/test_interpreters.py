"""The declared Python where the machine has it, else ours; no process is started to find out."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from stratiform.local.emulator import interpreters
from stratiform.local.emulator.interpreters import interpreter

OURS = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture(autouse=True)
def empty_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(interpreters, "_home", lambda: tmp_path)
    return tmp_path


def executable(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_ours_runs_what_the_machine_lacks() -> None:
    found = interpreter("3.99")
    assert found.version == OURS
    assert Path(found.executable).is_file()


@pytest.mark.parametrize(
    "place",
    [
        "bin/python3.99",
        ".local/share/uv/python/cpython-3.99.1-linux-x86_64-gnu/bin/python3.99",
        ".pyenv/versions/3.99.0/bin/python3.99",
    ],
)
def test_the_declared_one_is_found(tmp_path: Path, place: str) -> None:
    made = executable(tmp_path / place)
    assert interpreter("3.99") == interpreters.Interpreter(made, "3.99")


def test_a_pyenv_shim_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    executable(tmp_path / "shims" / "python3.99")
    monkeypatch.setenv("PATH", str(tmp_path / "shims"))
    assert interpreter("3.99").version == OURS
