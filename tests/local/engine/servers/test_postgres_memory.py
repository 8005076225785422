"""The segment of a killed server goes wherever its data goes, and nobody else's does."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stratiform.local.down import wipe
from stratiform.local.engine.servers import postgres_memory
from stratiform.local.engine.table import Table
from stratiform.local.engine.volumes import Volumes
from stratiform.local.state import State

PRIVATE, CREATE, REMOVE = 0, 0o1600, 0
LIBC = ctypes.CDLL(None, use_errno=True)


@pytest.fixture
def segment() -> Iterator[int]:
    made = LIBC.shmget(PRIVATE, 56, CREATE)
    assert made >= 0
    yield made
    LIBC.shmctl(made, REMOVE, None)


def exists(segment: int) -> bool:
    rows = Path("/proc/sysvipc/shm").read_text().splitlines()[1:]
    return str(segment) in [row.split()[1] for row in rows]


def killed(folder: Path, segment: int | str, pid: int | None = None) -> None:
    """The file that a server of this process leaves."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = (pid or os.getpid(), folder, 1700000000, 5432, "", "127.0.0.1", f"  2449192  {segment}", "ready")
    (folder / "postmaster.pid").write_text("\n".join(map(str, lines)))


def with_the_volume(folder: Path, segment: int) -> None:
    volumes = Volumes(folder)
    killed(volumes.path("rows") / "data", segment)
    volumes.remove("rows")


def with_the_state(folder: Path, segment: int) -> None:
    state = State.of(folder)
    killed(state.folder / "engine" / "volumes" / "rows" / "data", segment)
    wipe(state)


def with_the_container(folder: Path, segment: int) -> None:
    killed(folder / "0123456789ab" / "data", segment)
    Table(folder).load(lambda name: None)  # what cannot be read is removed


@pytest.mark.parametrize("remove", [with_the_volume, with_the_state, with_the_container])
def test_it_goes_with_its_data(tmp_path: Path, segment: int, remove: Callable[[Path, int], None]) -> None:
    remove(tmp_path, segment)
    assert not exists(segment)


def test_another_programs_stays(tmp_path: Path, segment: int) -> None:
    killed(tmp_path / "data", segment, pid=os.getppid())
    postgres_memory.release(tmp_path)
    assert exists(segment)


@pytest.mark.parametrize("left", ["", "1\n", "a\nb\nc\nd\ne\nf\ng h\n"])
def test_a_file_that_tells_nothing_is_no_obstacle(tmp_path: Path, left: str) -> None:
    (tmp_path / "postmaster.pid").write_text(left)
    postgres_memory.release(tmp_path)


def test_one_that_is_gone_is_no_obstacle(tmp_path: Path) -> None:
    killed(tmp_path / "data", 2**31 - 1)
    postgres_memory.release(tmp_path)
