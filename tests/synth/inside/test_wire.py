"""Messages arrive whole, with their files, and an end is told from a message."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from stratiform.synth.inside import wire


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_messages_keep_their_borders(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    wire.send(ours, {"text": "ünïcode"})
    wire.send(ours, [1, None])
    assert wire.receive(theirs) == ({"text": "ünïcode"}, [])
    assert wire.receive(theirs) == ([1, None], [])


def test_a_message_larger_than_the_socket_arrives_whole(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    large = "x" * 3_000_000
    sender = threading.Thread(target=wire.send, args=(ours, large))
    sender.start()
    assert wire.receive(theirs) == (large, [])
    sender.join()


def test_files_go_along(ends: tuple[socket.socket, socket.socket], tmp_path: Path) -> None:
    ours, theirs = ends
    with (tmp_path / "file").open("w") as file:
        wire.send(ours, "write here", (file.fileno(),))
        message, (received,) = wire.receive(theirs)
    assert message == "write here"
    os.write(received, b"written")
    os.close(received)
    assert (tmp_path / "file").read_text() == "written"


def test_an_end_is_told(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    ours.close()
    with pytest.raises(EOFError):
        wire.receive(theirs)


def test_an_end_in_the_middle_of_a_message_is_told(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    ours.sendall(b"\0\0\0\x09half")
    ours.close()
    with pytest.raises(EOFError):
        wire.receive(theirs)
