"""Files change together, in one step, and only their owner reads them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stratiform.agent import files
from stratiform.agent.files import publish, write
from waiting import until


def test_a_file_is_whole_and_ones_own(tmp_path: Path) -> None:
    write(tmp_path / "folder" / "file", b"content", 0o400)
    assert (tmp_path / "folder" / "file").read_bytes() == b"content"
    assert (tmp_path / "folder" / "file").stat().st_mode & 0o777 == 0o400
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["file"]


def test_a_write_that_fails_leaves_what_there_was(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.mkdir()
    with pytest.raises(OSError):  # noqa: PT011
        write(target, b"content")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_names_come_and_go(tmp_path: Path) -> None:
    publish(tmp_path, {"a": b"1", "b": b"1"})
    publish(tmp_path, {"b": b"2", "c": b"2"})
    assert {
        path.name: path.read_bytes() for path in tmp_path.iterdir() if not path.name.startswith("..")
    } == {
        "b": b"2",
        "c": b"2",
    }
    assert all(path.stat().st_mode & 0o777 == 0o400 for path in tmp_path.glob("[bc]"))


def test_who_sees_one_file_sees_all_from_the_first_time_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: set[tuple[bool, ...]] = set()

    def looking(original: Callable[..., Any]) -> Callable[..., Any]:
        def look(path: Path, *arguments: Any) -> Any:
            result = original(path, *arguments)
            seen.add(tuple((tmp_path / name).exists() for name in "ab"))
            return result

        return look

    for step in ("symlink_to", "rename"):
        monkeypatch.setattr(files.Path, step, looking(getattr(Path, step)))
    publish(tmp_path, {"a": b"1", "b": b"1"})
    assert seen == {(False, False), (True, True)}


def test_a_reader_in_a_tight_loop_never_sees_a_torn_or_mixed_set(tmp_path: Path) -> None:
    publish(tmp_path, {"a": b"0" * 10_000, "b": b"0" * 10_000})
    ended, wrong = threading.Event(), []
    whole: list[Path] = []

    def read() -> None:
        while not ended.is_set():
            folder = (tmp_path / "..data").resolve()
            try:
                found = {(folder / "a").read_bytes(), (folder / "b").read_bytes()}
                lengths = {len(each) for each in (*found, (tmp_path / "a").read_bytes())}
            except FileNotFoundError as error:
                if (tmp_path / "..data").resolve() != folder:
                    continue  # two more were published while this thread stood still
                wrong.append(error)
                return
            whole.append(folder)
            if len(found) != 1 or lengths != {10_000}:
                wrong.append(found)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(60):
        content = str(number % 10).encode() * 10_000
        publish(tmp_path, {"a": content, "b": content})
    until(lambda: whole or wrong)
    ended.set()
    reader.join()
    assert not wrong
    assert sum(path.is_dir() and not path.is_symlink() for path in tmp_path.iterdir()) <= 2
