"""What a start says about the run before it."""

from __future__ import annotations

from pathlib import Path

from stratiform.local.emulator import restore, snapshot


def take(snapshots: Path, content: bytes, taken: float) -> None:
    snapshot.write(snapshots, {"sqs": lambda: content}, taken=taken)


def test_the_first_start_says_nothing(tmp_path: Path) -> None:
    assert list(restore.prepare(tmp_path / "s").iterdir()) == []
    assert restore.notes() == ()


def test_a_clean_stop_says_nothing_and_brings_everything_back(tmp_path: Path) -> None:
    restore.prepare(tmp_path)
    take(tmp_path, b"queues", 0)
    restore.ended_cleanly(tmp_path)
    assert (restore.prepare(tmp_path) / "sqs.json").read_bytes() == b"queues"
    assert restore.notes() == ()


def test_a_kill_says_as_of_when_and_what_is_lost(tmp_path: Path) -> None:
    restore.prepare(tmp_path)
    take(tmp_path, b"queues", 1_800_000_000)
    assert (restore.prepare(tmp_path) / "sqs.json").read_bytes() == b"queues"
    said = " ".join(restore.notes())
    assert "back as of 2027-01-15 08:00:00 UTC" in said
    assert "Lost: what was written after that second" in said
    assert "S3 objects" in said


def test_a_kill_before_the_first_snapshot_says_so(tmp_path: Path) -> None:
    restore.prepare(tmp_path)
    assert list(restore.prepare(tmp_path).iterdir()) == []
    assert "had no whole snapshot" in restore.notes()[0]


def test_a_damaged_snapshot_is_named_even_after_a_clean_stop(tmp_path: Path) -> None:
    restore.prepare(tmp_path)
    take(tmp_path, b"old", 0)
    take(tmp_path, b"new", 1)
    restore.ended_cleanly(tmp_path)
    (tmp_path / "000000000002" / "sqs.json").write_bytes(b"ne")
    assert (restore.prepare(tmp_path) / "sqs.json").read_bytes() == b"old"
    assert "damaged" in restore.notes()[0]
    assert "000000000002" in restore.notes()[0]
    assert "as of 1970-01-01 00:00:00" in restore.notes()[1]


def test_only_code_that_no_snapshot_names_is_removed(tmp_path: Path) -> None:
    old, new, gone = (f"{number:064x}" for number in (1, 2, 3))
    blobs = tmp_path / "blobs"
    blobs.mkdir()
    for name in (old, new, gone):
        (blobs / f"{name}.zip").touch()
    snapshots = tmp_path / "snapshots"
    restore.prepare(snapshots)
    for name in (old, new):
        snapshot.write(snapshots, {"lambda": lambda n=name: f'{{"ref": "{n}"}}'.encode()}, taken=0)  # type: ignore[misc]
    restore.remove_unused_code(snapshots, blobs)
    assert sorted(path.stem for path in blobs.iterdir()) == [old, new]
