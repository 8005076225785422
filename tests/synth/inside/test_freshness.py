"""A resident knows when a new process would load something else."""

from __future__ import annotations

import os
import sys
import time
import types
from pathlib import Path

import pytest

from stratiform.synth.inside import freshness


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a module that this process has loaded, written a while ago."""
    file = tmp_path / "loaded_here.py"
    file.write_text("old\n")
    os.utime(file, (1, 1))
    module = types.ModuleType("loaded_here")
    module.__file__ = str(file)
    monkeypatch.setitem(sys.modules, "loaded_here", module)
    return file


def test_nothing_changed(loaded: Path) -> None:
    state = freshness.extended({}, time.time_ns())
    assert str(loaded) in state
    assert freshness.changed({str(loaded): state[str(loaded)]}) is None


@pytest.mark.parametrize("change", ["written", "removed"])
def test_a_change_of_a_loaded_file_is_seen(loaded: Path, change: str) -> None:
    state = freshness.extended({}, time.time_ns())
    if change == "written":
        loaded.write_text("new\n")
    else:
        loaded.unlink()
    assert freshness.changed({str(loaded): state[str(loaded)]}) == str(loaded)


def test_what_was_written_while_it_was_loaded_is_stale(loaded: Path) -> None:
    began = time.time_ns()
    os.utime(loaded, ns=(began + 1, began + 1))
    state = freshness.extended({}, began)
    assert freshness.changed({str(loaded): state[str(loaded)]}) == str(loaded)


def test_what_was_known_keeps_its_first_state(loaded: Path) -> None:
    first = freshness.extended({}, time.time_ns())
    loaded.write_text("new\n")
    assert freshness.extended(first, time.time_ns())[str(loaded)] == first[str(loaded)]


@pytest.mark.parametrize("name", ["json.py", "json/__init__.py"])
def test_a_file_of_the_app_that_hides_a_loaded_module_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("")
    found = freshness.hidden([str(tmp_path)], frozenset())
    assert found == str(tmp_path / name.split("/")[0])


def test_other_files_hide_nothing(tmp_path: Path) -> None:
    (tmp_path / "json.txt").write_text("")
    (tmp_path / "json").mkdir()  # no package: Python takes the one it knows
    (tmp_path / "mine.py").write_text("")
    assert freshness.hidden([str(tmp_path), str(tmp_path / "missing")], frozenset()) is None


def test_what_python_itself_loads_first_cannot_be_hidden(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("")
    assert freshness.hidden([str(tmp_path)], frozenset({"json"})) is None
