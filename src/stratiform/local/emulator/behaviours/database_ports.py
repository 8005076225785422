"""A database and a cache keep their port from run to run, so that what was told of them stays true."""

from __future__ import annotations

import socket
from collections.abc import Callable

from stratiform.local.emulator import private

EXPLAIN = None


def _free(original: Callable[[int], bool]) -> Callable[[int], bool]:
    """Connections that ended a moment ago hold no port: MiniStack would move the database away from it."""

    def free(port: int) -> bool:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                return False
        return True

    return free


def install() -> None:
    """Replace the test of RDS."""
    private.wrap("services.rds", "_is_host_port_free", _free)
