"""A container's output on disk."""

from __future__ import annotations

import asyncio
import struct

import pytest

from stratiform.local.engine import logs
from stratiform.local.engine.logs import STDERR, STDOUT, Lines, Log, Selection


def texts(log: Log, **selection) -> list[bytes]:
    return [record.data for record in log.read(Selection(**selection))]


def test_lines_are_kept_whole_and_the_rest_comes_at_the_end(tmp_path):
    log = Log(tmp_path)
    lines = Lines(log, STDOUT)
    for piece in (b"on", b"e\ntw", b"o\nthr"):
        lines.feed(piece)
    assert texts(log) == [b"one\n", b"two\n"]
    lines.close()
    assert texts(log) == [b"one\n", b"two\n", b"thr"]


def test_a_line_without_end_is_cut(tmp_path):
    log = Log(tmp_path)
    Lines(log, STDOUT).feed(b"x" * 40_000)
    assert [len(text) for text in texts(log)] == [16384, 16384]


def test_streams_times_and_the_tail_are_selected(tmp_path):
    log = Log(tmp_path)
    for stream, text in ((STDOUT, b"a"), (STDERR, b"b"), (STDOUT, b"c")):
        log.append(stream, text)
    first = next(iter(log.read(Selection())))
    assert texts(log, streams=frozenset({STDOUT})) == [b"a", b"c"]
    assert texts(log, tail=1) == [b"c"]
    assert texts(log, tail=0) == []
    assert texts(log, until=first.time) == [b"a"]
    assert texts(log, since=first.time + 60) == []


def test_a_frame_has_the_stream_and_the_length_in_front(tmp_path):
    log = Log(tmp_path)
    log.append(STDERR, b"text")
    (record,) = log.read(Selection())
    assert record.frame() == struct.pack(">BxxxL", 2, 4) + b"text"
    assert record.text(timestamps=True).endswith(b"Z text")


def test_the_disk_is_never_filled(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "_LARGEST_FILE", 1000)
    log = Log(tmp_path)
    for number in range(200):
        log.append(STDOUT, f"line {number:04}\n".encode())
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 2000
    assert texts(log)[-1] == b"line 0199\n"


def test_a_full_disk_loses_the_line_and_not_the_engine(tmp_path):
    log = Log(tmp_path)
    (tmp_path / "log").unlink()
    (tmp_path / "log").mkdir()
    log.append(STDOUT, b"lost")


async def _followed(log: Log, write) -> list[bytes]:
    seen: list[bytes] = []

    async def follow() -> None:
        async for record in log.follow(Selection()):
            seen.append(record.data)

    task = asyncio.ensure_future(follow())
    await asyncio.sleep(0)
    for text in write:
        log.append(STDOUT, text)
        await asyncio.sleep(0)
    log.ended()
    await task
    return seen


def test_a_follower_sees_what_was_and_what_comes(tmp_path):
    log = Log(tmp_path)
    log.append(STDOUT, b"before")
    assert asyncio.run(_followed(log, [b"one", b"two"])) == [b"before", b"one", b"two"]


def test_a_follower_loses_nothing_when_the_file_is_replaced(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "_LARGEST_FILE", 300)
    written = [f"{number:020}".encode() for number in range(50)]
    assert asyncio.run(_followed(Log(tmp_path), written)) == written


def test_a_record_cut_by_a_crash_is_left_out(tmp_path):
    log = Log(tmp_path)
    log.append(STDOUT, b"whole")
    log.append(STDOUT, b"cut off")
    with (tmp_path / "log").open("r+b") as file:
        file.truncate(file.seek(0, 2) - 3)
    assert texts(Log(tmp_path)) == [b"whole"]


@pytest.mark.parametrize("text", ["1700000000", "1700000000.5", "2023-11-14T22:13:20Z"])
def test_times_of_the_api_are_read(text):
    from stratiform.local.engine import clock

    assert 1_700_000_000 <= clock.seconds(text) < 1_700_000_001
