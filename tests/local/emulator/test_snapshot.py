"""A snapshot is whole or absent, and a damaged one is never believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from stratiform.local.emulator import snapshot


def boom() -> bytes:
    raise RuntimeError("half-way")


def content(folder: Path, name: str) -> bytes:
    found, _ = snapshot.newest(folder)
    assert found is not None
    return (found.folder / name).read_bytes()


def test_what_is_written_is_found_with_its_time(tmp_path: Path) -> None:
    assert snapshot.write(tmp_path, {"sqs": lambda: b"queues"}, taken=12.5)
    found, damaged = snapshot.newest(tmp_path)
    assert found is not None
    assert (found.taken, damaged) == (12.5, ())
    assert content(tmp_path, "sqs.json") == b"queues"


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    snapshot.write(tmp_path, {"sqs": lambda: b"queues"}, taken=1)
    before = sorted(tmp_path.iterdir())
    assert snapshot.write(tmp_path, {"sqs": lambda: b"queues"}, taken=2) is False
    assert sorted(tmp_path.iterdir()) == before


def test_two_are_kept(tmp_path: Path) -> None:
    for number in range(4):
        snapshot.write(tmp_path, {"sqs": lambda n=number: b"%d" % n}, taken=number)  # type: ignore[misc]
    assert len(list(tmp_path.iterdir())) == 2
    assert content(tmp_path, "sqs.json") == b"3"


@pytest.mark.parametrize("damage", ["truncated", "missing", "manifest"])
def test_a_damaged_one_is_left_out_for_the_one_before(tmp_path: Path, damage: str) -> None:
    services = {"sqs": lambda: b"old", "s3": lambda: b"same"}
    snapshot.write(tmp_path, services, taken=1)
    snapshot.write(tmp_path, {**services, "sqs": lambda: b"new"}, taken=2)
    newest = sorted(tmp_path.iterdir())[-1]
    match damage:
        case "truncated":
            (newest / "s3.json").write_bytes(b"sa")
        case "missing":
            (newest / "sqs.json").unlink()
        case "manifest":
            (newest / "snapshot.json").write_text('{"taken": 2')
    found, damaged = snapshot.newest(tmp_path)
    assert found is not None
    assert found.taken == 1
    assert damaged == (newest.name,)
    assert content(tmp_path, "sqs.json") == b"old"


def test_a_service_that_cannot_be_read_keeps_what_was_saved(tmp_path: Path) -> None:
    snapshot.write(tmp_path, {"sqs": lambda: b"queues", "kms": lambda: b"keys"}, taken=1)
    snapshot.write(tmp_path, {"sqs": boom, "kms": lambda: None, "sns": lambda: b"topics"}, taken=2)
    assert content(tmp_path, "sqs.json") == b"queues"
    assert content(tmp_path, "kms.json") == b"keys"
    assert content(tmp_path, "sns.json") == b"topics"


def test_a_writer_that_is_killed_leaves_the_last_one(tmp_path: Path) -> None:
    snapshot.write(tmp_path, {"sqs": lambda: b"queues"}, taken=1)
    half = tmp_path / ".new-123"
    half.mkdir()
    (half / "sqs.json").write_bytes(b"que")
    assert content(tmp_path, "sqs.json") == b"queues"
    snapshot.clean(tmp_path)
    assert not half.exists()
