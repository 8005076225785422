"""From a target's address to the one that can be connected to."""

from __future__ import annotations

import os
from pathlib import Path

from stratiform.local.engine import address
from stratiform.local.gateway.upstream import Address


class Addresses:
    """Tasks of the process engine have an address that exists only in ``ports``; others are real.

    The file is read again when it was replaced: an address is given to the next task with another port.
    """

    def __init__(self, ports: Path) -> None:
        self._ports = ports
        self._known: dict[tuple[str, int], tuple[tuple[int, int], Address | None]] = {}

    def __call__(self, host: str, port: int) -> Address | None:
        """Where ``host:port`` really is; None when nothing has bound it."""
        if not address.is_task(host):
            return host, port
        try:
            status = os.stat(self._ports / f"{host}_{port}")  # noqa: PTH116 - once a request, and twice as fast
        except OSError:
            return None
        identity = (status.st_ino, status.st_mtime_ns)
        known = self._known.get((host, port))
        if known is None or known[0] != identity:
            real = address.resolve(self._ports, host, port)
            known = (identity, (address.LOOPBACK, real) if real is not None else None)
            self._known[host, port] = known
        return known[1]
