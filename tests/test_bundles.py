from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

import pytest

from stratiform.bundles import LONGEST_UNUSED, bundles, cache, clear, take

DAY = 86400


def bundle(folder: Path, name: str, *, days: float, size: int = 10) -> Path:
    """A bundle that was last asked for so many days ago."""
    made = folder / name
    made.mkdir(parents=True)
    (made / "handler.py").write_bytes(b"x" * size)
    os.utime(made, (time.time() - days * DAY,) * 2)
    return made


def left(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if one.is_dir())


def test_the_cache_is_where_the_user_keeps_caches(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache() == tmp_path / "stratiform" / "functions"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache() == Path.home() / ".cache" / "stratiform" / "functions"


def test_what_nobody_asked_for_in_a_month_leaves(tmp_path: Path) -> None:
    bundle(tmp_path, "old", days=LONGEST_UNUSED / DAY + 1)
    bundle(tmp_path, "young", days=LONGEST_UNUSED / DAY - 1)
    clear(tmp_path)
    assert left(tmp_path) == ["young"]


def test_the_longest_unused_leave_until_the_cache_is_small_enough(tmp_path: Path) -> None:
    for days, name in enumerate(("d", "c", "b", "a"), start=2):
        bundle(tmp_path, name, days=days)
    clear(tmp_path, most=25)
    assert left(tmp_path) == ["c", "d"]


def test_what_is_asked_for_stays(tmp_path: Path) -> None:
    old = bundle(tmp_path, "old", days=100)
    assert take(old)
    clear(tmp_path, most=0)
    assert left(tmp_path) == ["old"]
    assert not take(tmp_path / "never made")


@pytest.mark.parametrize(("raised", "there"), [(PermissionError, True), (FileNotFoundError, False)])
def test_a_cache_that_may_only_be_read_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raised: type[OSError], there: bool
) -> None:
    def refused(path: Path) -> None:
        raise raised(str(path))

    made = bundle(tmp_path, "made", days=1)
    monkeypatch.setattr(os, "utime", refused)
    assert take(made) is there


def test_what_a_killed_run_left_leaves_after_a_day(tmp_path: Path) -> None:
    bundle(tmp_path, ".building-x", days=2)
    bundle(tmp_path, ".building-y", days=0.5)
    bundle(tmp_path, ".gone-z", days=2)
    clear(tmp_path)
    assert left(tmp_path) == [".building-y"]


def test_nothing_leaves_while_somebody_looks_something_up(tmp_path: Path) -> None:
    bundle(tmp_path, "old", days=100)
    with tmp_path.with_name(f"{tmp_path.name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        clear(tmp_path)
        assert left(tmp_path) == ["old"]
    clear(tmp_path)
    assert left(tmp_path) == []


def test_a_cache_that_is_not_there_needs_no_clearing(tmp_path: Path) -> None:
    clear(tmp_path / "nothing")
    assert bundles(tmp_path / "nothing") == ()


def test_the_cache_tells_its_bundles_with_their_sizes(tmp_path: Path) -> None:
    bundle(tmp_path, "b", days=1, size=3)
    bundle(tmp_path, "a", days=2, size=5)
    assert [(one.folder.name, one.bytes) for one in bundles(tmp_path)] == [("a", 5), ("b", 3)]
