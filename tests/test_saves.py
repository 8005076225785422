"""A save is noticed; what a synthesis or a tool writes is not."""

from __future__ import annotations

import os
import queue
import sys
import threading
import time
from pathlib import Path

import pytest

from stratiform.errors import MissingPart
from stratiform.saves import relevant, saves

APP = Path("/app")


@pytest.mark.parametrize("name", ["app.py", "src/handler.py", "stratiform.toml", ".env", "src/data.csv"])
def test_a_file_of_the_app_counts(name: str) -> None:
    assert relevant(APP / name, APP)


@pytest.mark.parametrize(
    "name",
    [
        "cdk.out/manifest.json",
        ".cdk.out.synth-1-old",
        ".cdk.out.synth-1-old/manifest.json",
        ".stratiform",
        ".stratiform/local/emulator.json",
        ".git/index",
        ".venv/lib/x.py",
        ".pytest_cache/v",
        "src/__pycache__/handler.cpython-311.pyc",
        "node_modules/a/index.js",
        "src/.handler.py.swp",
    ],
)
def test_what_tools_write_does_not_count(name: str) -> None:
    assert not relevant(APP / name, APP)


def test_a_folder_above_the_app_may_have_any_name() -> None:
    assert relevant(Path("/home/.work/cdk.out/app/app.py"), Path("/home/.work/cdk.out/app"))


def test_a_save_is_given_with_its_files(tmp_path: Path) -> None:
    stop = threading.Event()
    found: queue.Queue[tuple[Path, ...]] = queue.Queue()
    now = time.time()
    thread = threading.Thread(
        target=lambda: [found.put(files) for files in saves(tmp_path, stop=stop, since=now)]
    )
    thread.start()
    try:
        deadline = time.monotonic() + 60
        while found.empty() and time.monotonic() < deadline:  # the watch begins at some moment
            (tmp_path / "app.py").write_text(str(time.monotonic()))
            time.sleep(0.05)
        assert found.get(timeout=60) == (tmp_path / "app.py",)
    finally:
        stop.set()
        thread.join(timeout=60)
    assert not thread.is_alive()


def test_a_file_outside_the_app_counts_when_it_is_asked_for(tmp_path: Path) -> None:
    shared, app = tmp_path / "stratiform.toml", tmp_path / "app"
    app.mkdir()
    shared.write_text("")
    stop = threading.Event()
    found: queue.Queue[tuple[Path, ...]] = queue.Queue()

    def follow() -> None:
        for files in saves(app, stop=stop, also=shared, since=time.time()):
            found.put(files)

    thread = threading.Thread(target=follow)
    thread.start()
    try:
        deadline = time.monotonic() + 60
        while found.empty() and time.monotonic() < deadline:
            shared.write_text(str(time.monotonic()))
            time.sleep(0.05)
        assert found.get(timeout=60) == (shared,)
    finally:
        stop.set()
        thread.join(timeout=60)


def test_what_was_saved_before_the_watch_began_is_given_once(tmp_path: Path) -> None:
    (tmp_path / "old.py").write_text("")
    os.utime(tmp_path / "old.py", (1, 1))
    since = time.time() - 1
    (tmp_path / "app.py").write_text("")
    stop = threading.Event()
    found = []
    for files in saves(tmp_path, stop=stop, since=since):
        found.append(files)
        stop.set()
    assert found == [(tmp_path / "app.py",)]


@pytest.mark.parametrize("name", ["out/manifest.json", ".out.synth-1-new/manifest.json", ".out.synth-1-old"])
def test_what_a_synthesis_writes_elsewhere_does_not_count(name: str) -> None:
    assert not relevant(APP / name, APP, APP / "out")


def test_a_save_while_the_caller_is_busy_is_not_lost(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("x")
    saved = saves(tmp_path, since=0.0)
    assert next(saved) == (tmp_path / "app.py",)
    (tmp_path / "cdk.json").write_text("{}")
    assert next(saved) == (tmp_path / "cdk.json",)
    saved.close()


def test_without_watchfiles_the_part_to_install_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(MissingPart, match="watchfiles") as caught:
        next(saves(tmp_path, since=0.0))
    assert "stratiform[local]" in caught.value.fix
