"""Messages between the caller, the resident and its workers: a length, then JSON; files go along."""

from __future__ import annotations

import array
import json
import socket
import struct
from typing import Any

_LENGTH = struct.Struct("!I")


def send(channel: socket.socket, message: Any, files: tuple[int, ...] = ()) -> None:
    """Send ``message`` with open ``files``. Raises OSError when nobody listens any more."""
    body = json.dumps(message).encode()
    header = _LENGTH.pack(len(body))
    if files:
        ancillary = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", files))]
        sent = channel.sendmsg([header], ancillary)
        header = header[sent:]
    channel.sendall(header + body)


def receive(channel: socket.socket) -> tuple[Any, list[int]]:
    """The next message and the files that came with it. Raises EOFError when the other side has gone."""
    room = socket.CMSG_SPACE(4 * array.array("i").itemsize)
    start, ancillary, _, _ = channel.recvmsg(_LENGTH.size, room)
    files = array.array("i")
    for level, kind, data in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            files.frombytes(data[: len(data) - len(data) % files.itemsize])
    header = start + _exactly(channel, _LENGTH.size - len(start), began=bool(start))
    body = _exactly(channel, _LENGTH.unpack(header)[0], began=True)
    return json.loads(body), list(files)


def _exactly(channel: socket.socket, size: int, *, began: bool) -> bytes:
    parts = []
    while size:
        part = channel.recv(min(size, 1 << 20)) if began else b""
        if not part:
            raise EOFError("the other side has gone")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
