"""The emulator reaches tasks of the process engine, whose addresses exist only in its translation."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from stratiform.local.emulator.own_state import own_state
from stratiform.local.engine import address

EXPLAIN = None


def install() -> None:
    """Translate what this process connects to."""
    ports = address.folder_of(own_state())
    socket.create_connection = _translating(socket.create_connection, ports)


def _translating(original: Callable[..., Any], ports: Path) -> Callable[..., Any]:
    def create_connection(target: tuple[str, int], *arguments: Any, **options: Any) -> Any:
        host, port = target[0], target[1]
        if address.is_task(host):
            real = address.resolve(ports, host, port)
            if real is None:
                raise ConnectionRefusedError(111, f"nothing listens on {host}:{port}")
            target = (address.LOOPBACK, real)
        return original(target, *arguments, **options)

    return create_connection
