"""A command in a container, joined to this process's standard streams: Docker's exec, by whichever engine."""

from __future__ import annotations

import os
import selectors
import shutil
import socket
import struct
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any

import docker
from docker.errors import DockerException
from requests.exceptions import RequestException

from stratiform.errors import EngineFailed

_HEADER = 8
_STDERR = 2
_SIZE = 2**16

Write = Callable[[int, bytes], None]
"""Takes 1 or 2, for standard output or error, and what the command wrote there."""


def run(
    host: str, container: str, command: Sequence[str], write: Write, *, stdin: int | None, terminal: bool
) -> int:
    """Run ``command`` in ``container`` of the engine at ``host``; its exit code.

    ``stdin`` is the descriptor that it reads, None for nothing. ``terminal``: it has a terminal, whose size
    is this one's.

    Raises EngineFailed where the engine does not run it.
    """
    try:
        with closing(docker.DockerClient(base_url=host, timeout=60)) as client:
            return _run(client.api, container, command, write, stdin=stdin, terminal=terminal)
    except (DockerException, RequestException, OSError) as error:
        reason = getattr(error, "explanation", None) or error
        raise EngineFailed(
            f"The engine does not run the command: {reason}",
            fix="See `strat status`; a task that was replaced meanwhile has another id.",
        ) from error


def _run(
    api: Any, container: str, command: Sequence[str], write: Write, *, stdin: int | None, terminal: bool
) -> int:
    environment = {"TERM": os.environ.get("TERM", "xterm")} if terminal else {}
    made = api.exec_create(
        container, list(command), stdin=stdin is not None, tty=terminal, environment=environment
    )["Id"]
    stream = api.exec_start(made, socket=True, tty=terminal)
    wire = getattr(stream, "_sock", stream)
    try:
        if terminal:
            size = shutil.get_terminal_size()
            api.exec_resize(made, height=size.lines, width=size.columns)
        _join(wire, stdin, _Frames(write) if not terminal else lambda data: write(1, data))
    finally:
        for each in (getattr(stream, "_response", stream), wire, stream):
            each.close()
    code = api.exec_inspect(made)["ExitCode"]
    return int(code) if code is not None else 1


def _join(wire: socket.socket, stdin: int | None, feed: Callable[[bytes], None]) -> None:
    with selectors.DefaultSelector() as ready:
        ready.register(wire, selectors.EVENT_READ)
        if stdin is not None and not _register(ready, stdin):
            _copy(stdin, wire)
        while True:
            for key, _ in ready.select():
                if key.fileobj is wire:
                    data = wire.recv(_SIZE)
                    if not data:
                        return
                    feed(data)
                elif stdin is not None and not _pass_on(stdin, wire):
                    ready.unregister(stdin)


def _register(ready: selectors.BaseSelector, stdin: int) -> bool:
    """False for a file, which is always ready and which epoll therefore refuses."""
    try:
        ready.register(stdin, selectors.EVENT_READ)
    except PermissionError:
        return False
    return True


def _copy(stdin: int, wire: socket.socket) -> None:
    while _pass_on(stdin, wire):
        pass


def _pass_on(stdin: int, wire: socket.socket) -> bool:
    """False once there is no more to read, which the command is told."""
    data = os.read(stdin, _SIZE)
    try:
        if data:
            wire.sendall(data)
        else:
            wire.shutdown(socket.SHUT_WR)
    except (BrokenPipeError, ConnectionResetError):
        return False  # the command has ended and reads nothing more
    return bool(data)


class _Frames:
    """Takes the frames of both streams apart, however they were cut."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._held = b""

    def __call__(self, data: bytes) -> None:
        self._held += data
        while len(self._held) >= _HEADER:
            stream, length = struct.unpack(">BxxxL", self._held[:_HEADER])
            if len(self._held) < _HEADER + length:
                return
            self._write(_STDERR if stream == _STDERR else 1, self._held[_HEADER : _HEADER + length])
            self._held = self._held[_HEADER + length :]
