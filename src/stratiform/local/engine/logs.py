"""A container's output on disk, and as the frames that the Docker Engine sends.

On disk each record is stream, time and length before the bytes. Two files of at most 10 MB are kept.
"""

from __future__ import annotations

import asyncio
import collections
import struct
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from stratiform.local.engine import clock

STDOUT, STDERR = 1, 2
_RECORD = struct.Struct(">BdI")
_FRAME = struct.Struct(">BxxxL")
_LARGEST_FILE = 10 * 2**20


@dataclass(frozen=True)
class Record:
    """One piece of output: a line where the program wrote lines. ``time`` is in seconds since the epoch."""

    stream: int
    time: float
    data: bytes

    def frame(self, *, timestamps: bool = False) -> bytes:
        """The record with the 8-byte header of a multiplexed stream."""
        data = self.text(timestamps=timestamps)
        return _FRAME.pack(self.stream, len(data)) + data

    def text(self, *, timestamps: bool = False) -> bytes:
        """The bytes alone, behind their time where asked."""
        return clock.text(self.time).encode() + b" " + self.data if timestamps else self.data


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Which records a client asked for. ``tail`` counts from the end; times in seconds since the epoch."""

    streams: frozenset[int] = frozenset({STDOUT, STDERR})
    since: float = 0.0
    until: float = float("inf")
    tail: int | None = None

    def takes(self, record: Record) -> bool:
        """Whether the record is of a wanted stream and time."""
        return record.stream in self.streams and self.since <= record.time <= self.until


class Log:
    """The output of one container."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "log"
        self._older = folder / "log.1"
        self._path.touch(mode=0o600)
        self._size = self._path.stat().st_size
        self._changed = asyncio.Event()
        self._ended = False

    def append(self, stream: int, data: bytes) -> None:
        """Add one piece of output and wake every follower. A full disk loses the piece, not the process."""
        record = _RECORD.pack(stream, time.time(), len(data)) + data
        try:
            if self._size + len(record) > _LARGEST_FILE:
                self._path.replace(self._older)
                self._size = 0
            with self._path.open("ab") as file:
                file.write(record)
            self._size += len(record)
        except OSError:
            return
        self._wake()

    def opened(self) -> None:
        """The container runs: followers wait for more."""
        self._ended = False

    def ended(self) -> None:
        """The container ended: followers finish."""
        self._ended = True
        self._wake()

    def read(self, selection: Selection) -> Iterator[Record]:
        """The records kept so far, oldest first."""
        return iter(self._selected(selection)[0])

    async def follow(self, selection: Selection) -> AsyncIterator[Record]:
        """The records kept so far, then new ones until the container ends."""
        changed = self._changed
        records, position, identity = self._selected(selection)
        for record in records:
            yield record
        while True:
            if not self._ended:
                await changed.wait()
            ended, changed = self._ended, self._changed
            if identity != self._identity():
                rest, _ = _records(self._older, position)
                position, identity = 0, self._identity()
            else:
                rest = []
            new, position = _records(self._path, position)
            for record in (*rest, *new):
                if selection.takes(record):
                    yield record
            if ended:
                return

    def _selected(self, selection: Selection) -> tuple[list[Record], int, int]:
        identity = self._identity()
        older, _ = _records(self._older, 0)
        newer, position = _records(self._path, 0)
        chosen = [record for record in (*older, *newer) if selection.takes(record)]
        if selection.tail is not None:
            chosen = list(collections.deque(chosen, maxlen=selection.tail))
        return chosen, position, identity

    def _identity(self) -> int:
        try:
            return self._path.stat().st_ino
        except FileNotFoundError:
            return 0

    def _wake(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()


def _records(path: Path, position: int) -> tuple[list[Record], int]:
    """The whole records from ``position`` on, and where the next one starts."""
    try:
        with path.open("rb") as file:
            file.seek(position)
            content = file.read()
    except FileNotFoundError:
        return [], position
    found, at = [], 0
    while at + _RECORD.size <= len(content):
        stream, moment, length = _RECORD.unpack_from(content, at)
        start = at + _RECORD.size
        if start + length > len(content):
            break
        found.append(Record(stream, moment, content[start : start + length]))
        at = start + length
    return found, position + at


class Lines:
    """Cuts a stream of bytes into lines of at most 16 KiB, so that no frame ends inside a line."""

    _LONGEST = 16 * 1024

    def __init__(self, log: Log, stream: int) -> None:
        self._log = log
        self._stream = stream
        self._rest = b""

    def feed(self, data: bytes) -> None:
        """Add bytes as they were read."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._log.append(self._stream, line + b"\n")
        while len(self._rest) >= self._LONGEST:
            self._log.append(self._stream, self._rest[: self._LONGEST])
            self._rest = self._rest[self._LONGEST :]

    def close(self) -> None:
        """Add what came after the last line break."""
        if self._rest:
            self._log.append(self._stream, self._rest)
            self._rest = b""
