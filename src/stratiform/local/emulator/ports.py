"""Loopback ports: a listening socket made here and handed over, so that nobody can take it in between."""

from __future__ import annotations

import socket
from contextlib import suppress

import psutil

from stratiform.errors import PortInUse
from stratiform.local.engine import address

HOST = "127.0.0.1"
_TRIES = 20


def listen(asked: int | None, last: int | None) -> socket.socket:
    """A listening socket on ``asked``; else on ``last`` where it is still free; else on any free port.

    That is none that the kernel gives to outgoing connections: one of them could hold it at the next start.

    Raises PortInUse when ``asked`` is taken, naming the program that has it where the machine tells, and when
    it is one that this user may not have.
    """
    if asked is not None:
        try:
            return _bound(asked)
        except PermissionError as error:
            raise PortInUse(
                f"Port {asked} is not for this user: {error.strerror}",
                fix="Give --port from 1024 on, or leave it away to get a free one.",
            ) from error
        except OSError as error:
            raise PortInUse(
                f"Port {asked} cannot be used: {holder(asked) or error.strerror}",
                fix="Leave --port away to get a free one, or stop that program.",
            ) from error
    if last is not None:
        try:
            return _bound(last)
        except OSError:
            pass
    for _ in range(_TRIES):
        with suppress(OSError, RuntimeError):
            return _bound(address.free_port([]))
    return _bound(0)


def holder(port: int) -> str | None:
    """Which program listens on ``port``, as ``python (pid 42)``; None when the machine does not tell."""
    try:
        for connection in psutil.net_connections("tcp"):
            if connection.laddr and connection.laddr.port == port and connection.status == psutil.CONN_LISTEN:
                if connection.pid is None:
                    return "it belongs to a program of another user"
                return f"it belongs to {psutil.Process(connection.pid).name()} (pid {connection.pid})"
    except psutil.Error:
        pass
    return None


def _bound(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        listening.listen(1024)
    except OSError:
        listening.close()
        raise
    return listening
