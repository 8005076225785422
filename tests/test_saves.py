"""A save is noticed; what a synthesis or a tool writes is not."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stratiform.errors import MissingPart, WatchFailed
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


WATCHES = """
import pathlib, sys
from stratiform.saves import saves
saved = saves(pathlib.Path(sys.argv[1]), since=0.0)
print(*(path.name for path in next(saved)))
print(sum(info.read_text().count("inotify wd:") for info in pathlib.Path("/proc/self/fdinfo").iterdir()
          if info.exists()))
"""


@pytest.mark.local  # a process of its own, where nothing else is watched
def test_the_folders_of_tools_are_not_watched_at_all(tmp_path: Path) -> None:
    for name in (
        "src/handlers",
        ".venv/lib/a/b",
        ".stratiform/local/work",
        "cdk.out/asset.1",
        "node_modules/a",
    ):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "src" / "handler.py").write_text("")
    command = [sys.executable, "-c", WATCHES, str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert told.stdout.splitlines() == ["handler.py", "3"]  # the app, src and src/handlers


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_nobody_may_look_into_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("")
    (tmp_path / "closed").mkdir(mode=0)
    saved = saves(tmp_path, since=0.0)
    assert next(saved) == (tmp_path / "app.py",)
    saved.close()


def test_files_of_a_folder_that_is_made_later_count(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("")
    saved = saves(tmp_path, since=0.0)
    next(saved)
    handlers = tmp_path / "src" / "handlers"
    handlers.mkdir(parents=True)
    assert tmp_path / "src" in next(saved)
    (handlers / "one.py").write_text("")  # while nobody waits and src is not watched yet
    assert handlers / "one.py" in next(saved)
    (handlers / "two.py").write_text("")
    assert next(saved) == (handlers / "two.py",)
    saved.close()


def test_a_watch_goes_on_without_the_shared_file(tmp_path: Path) -> None:
    shared, app = tmp_path / "stratiform.toml", tmp_path / "app"
    app.mkdir()
    shared.write_text("")
    stop = threading.Event()
    limit = threading.Timer(60, stop.set)
    limit.start()
    saved = saves(app, stop=stop, also=shared, since=0.0)
    try:
        assert next(saved) == (shared,)
        shared.unlink()
        (app / "src").mkdir()
        assert any(app / "src" in files for files in saved)
        (app / "src" / "one.py").write_text("")
        assert any(app / "src" / "one.py" in files for files in saved)
    finally:
        limit.cancel()
        saved.close()


def test_a_linked_folder_counts_and_a_loop_of_links_ends(tmp_path: Path) -> None:
    app, shared = tmp_path / "app", tmp_path / "shared"
    app.mkdir()
    shared.mkdir()
    (app / "lib").symlink_to(shared)
    (shared / "up").symlink_to(app)
    (shared / "code.py").write_text("")
    saved = saves(app, since=0.0)
    assert next(saved) == (app / "lib" / "code.py",)
    (shared / "code.py").write_text("x")
    assert next(saved) == (app / "lib" / "code.py",)
    saved.close()


def test_a_refusal_of_the_system_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> Iterator[object]:
        raise OSError("OS file watch limit reached.")

    monkeypatch.setattr("watchfiles.watch", refused)
    with pytest.raises(WatchFailed, match="limit reached") as caught:
        next(saves(tmp_path, since=0.0))
    assert "max_user_watches" in caught.value.fix


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
