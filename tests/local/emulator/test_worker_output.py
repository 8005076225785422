"""What a function wrote before it answered is there, however long the machine lets its reader wait."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pytest

from stratiform.local.emulator.worker_output import Output
from waiting import PATIENCE


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    yield reading, writing
    os.close(writing)


def test_everything_is_there_though_the_reader_is_late(pipe: tuple[int, int]) -> None:
    lines: list[str] = []
    output = Output(pipe[0], lines.append)
    os.write(pipe[1], "eins\nzw\u00f6lf\r\n\nno end".encode())
    late = threading.Timer(0.3, output.read)
    late.daemon = True
    late.start()
    output.whole()
    assert lines == ["eins", "zw\u00f6lf", "", "no end"]
    os.write(pipe[1], b"more\n")
    output.whole()
    assert lines[4:] == ["more"]


def test_where_nothing_was_written_nothing_is_waited_for(pipe: tuple[int, int]) -> None:
    lines: list[str] = []
    Output(pipe[0], lines.append).whole()
    assert lines == []
    os.close(pipe[0])


def test_the_end_of_the_writers_is_the_end() -> None:
    reading, writing = os.pipe()
    lines: list[str] = []
    output = Output(reading, lines.append)
    os.write(writing, b"one\nlast")
    os.close(writing)
    reader = threading.Thread(target=output.read)
    reader.start()
    reader.join(PATIENCE)
    assert not reader.is_alive()
    output.whole()
    assert lines == ["one", "last"]
