"""An app's folders in memory: its own alone, and gone when it is down."""

from __future__ import annotations

from pathlib import Path

import pytest

from stratiform.local import shared_memory


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = tmp_path / "shm"
    found.mkdir()
    monkeypatch.setattr(shared_memory, "ROOT", found)
    return found


def test_a_folder_is_its_users_alone_and_each_app_has_its_own(root: Path, tmp_path: Path) -> None:
    one, other = (shared_memory.made(tmp_path / app, "task/files") for app in ("one", "other"))
    assert one is not None
    assert other is not None
    assert one != other
    assert one.is_dir()
    assert one == shared_memory.made(tmp_path / "one", "task/files")
    for folder in root.iterdir():
        assert folder.stat().st_mode & 0o777 == 0o700


def test_a_task_takes_its_own_along_and_the_end_takes_all(root: Path, tmp_path: Path) -> None:
    for task in ("first", "second"):
        made = shared_memory.made(tmp_path, f"{task}/files")
        assert made is not None
        (made / "password").write_text("x")
    shared_memory.remove(tmp_path, "first")
    assert [path.name for folder in root.iterdir() for path in folder.iterdir()] == ["second"]
    shared_memory.remove(tmp_path)
    assert not list(root.iterdir())


@pytest.mark.parametrize("planted", ["open folder", "link"])
def test_what_somebody_else_may_have_put_there_is_not_used(root: Path, tmp_path: Path, planted: str) -> None:
    shared_memory.made(tmp_path, "task")
    [own] = root.iterdir()
    shared_memory.remove(tmp_path)
    if planted == "link":
        own.symlink_to(tmp_path)
    else:
        own.mkdir(mode=0o755)
        own.chmod(0o755)
    with pytest.raises(PermissionError, match="not a folder of this user alone"):
        shared_memory.made(tmp_path, "task")


def test_a_machine_without_shared_memory_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_memory, "ROOT", tmp_path / "none")
    assert shared_memory.made(tmp_path, "task") is None
