"""A port of this machine for a server that must be told its port before it starts."""

from __future__ import annotations

import random
import socket
from contextlib import suppress

HOST = "127.0.0.1"
_INTERNAL = range(10_000, 20_000)


def free_port() -> int:
    """A port that was free a moment ago. If another program takes it first, the server says so.

    It is below the ports that the kernel gives to outgoing connections, which come and go all the time.
    """
    for port in random.sample(_INTERNAL, len(_INTERNAL)):
        with socket.socket() as probe, suppress(OSError):
            probe.bind((HOST, port))
            return port
    raise OSError(f"every port from {_INTERNAL.start} to {_INTERNAL.stop - 1} is in use")
