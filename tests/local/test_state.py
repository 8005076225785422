"""The state folder is private, whole, and gone after a wipe."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from stratiform.errors import NotWritable
from stratiform.local.state import State, why


def test_the_folder_is_private_and_ignored_by_git(tmp_path: Path) -> None:
    state = State.of(tmp_path)
    assert state.folder == tmp_path / ".stratiform" / "local"
    assert stat.S_IMODE(state.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(state.folder.parent.stat().st_mode) == 0o700
    assert (tmp_path / ".stratiform" / ".gitignore").read_text() == "*\n"


def test_a_folder_open_to_others_is_closed(tmp_path: Path) -> None:
    (tmp_path / ".stratiform" / "local").mkdir(parents=True, mode=0o755)
    assert stat.S_IMODE(State.of(tmp_path).folder.stat().st_mode) == 0o700


def test_values_come_back_and_only_the_owner_reads_them(tmp_path: Path) -> None:
    state = State.of(tmp_path)
    state.write("one.json", {"a": [1, "b"]})
    assert state.read("one.json") == {"a": [1, "b"]}
    assert stat.S_IMODE((state.folder / "one.json").stat().st_mode) == 0o600


def test_a_value_that_is_not_json_leaves_the_old_one(tmp_path: Path) -> None:
    state = State.of(tmp_path)
    state.write("one.json", 1)
    with pytest.raises(TypeError):
        state.write("one.json", object())
    assert state.read("one.json") == 1
    assert [path.name for path in state.folder.iterdir()] == ["one.json"]


def test_a_missing_or_damaged_file_reads_as_nothing(tmp_path: Path) -> None:
    state = State.of(tmp_path)
    assert state.read("none.json") is None
    (state.folder / "damaged.json").write_text('{"half":')
    assert state.read("damaged.json") is None


def test_wipe_leaves_an_empty_private_folder(tmp_path: Path) -> None:
    state = State.of(tmp_path)
    state.write("one.json", 1)
    state.subfolder("data/s3")
    state.wipe()
    assert list(state.folder.iterdir()) == []
    assert stat.S_IMODE(state.folder.stat().st_mode) == 0o700


def test_a_link_in_place_of_the_state_is_refused(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    app = tmp_path / "app"
    app.mkdir()
    (app / ".stratiform").symlink_to(elsewhere)
    with pytest.raises(NotWritable, match="link"):
        State.of(app)
    assert list(elsewhere.iterdir()) == []


def test_a_file_in_the_way_is_one_error_with_a_place_and_a_fix(tmp_path: Path) -> None:
    (tmp_path / ".stratiform").write_text("")
    with pytest.raises(NotWritable) as raised:
        State.of(tmp_path)
    assert raised.value.where == str(tmp_path / ".stratiform" / "local")
    assert raised.value.fix


def test_every_folder_inside_is_private(tmp_path: Path) -> None:
    made = State.of(tmp_path).subfolder("data/s3")
    assert {stat.S_IMODE(path.stat().st_mode) for path in (made, made.parent)} == {0o700}


def test_a_full_disk_is_told_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = State.of(tmp_path)
    state.require_room()
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=3 * 2**20))
    with pytest.raises(NotWritable, match=r"The disk is full: 3.0 MB are left") as told:
        state.require_room()
    assert told.value.fix == "Make room on the disk."


def test_many_files_that_cannot_be_copied_have_one_reason(tmp_path: Path) -> None:
    full = os.strerror(errno.ENOSPC)
    many = shutil.Error([("a", "b", f"[Errno 28] {full}: 'a' -> 'b'"), ("c", "d", f"[Errno 28] {full}: 'c'")])
    assert why(many) == why(OSError(errno.ENOSPC, full)) == full
