"""This machine's name differs inside and outside of real containers; a text may cross from one to the other.

Databases, caches and the local cloud have the address of the containers' bridge. Processes of this machine,
such as functions, reach it as localhost: Podman's bridge is there only while a container runs.
"""

from __future__ import annotations

import os
from functools import cache

from stratiform.local import container_host

INSIDE = "host.docker.internal"
_LOOPBACKS = ("127.0.0.1", "localhost")


@cache
def _bridge() -> str | None:
    choice = container_host.of_the_emulator()
    return choice.address if choice.kind == "docker" else None


def for_processes(text: str) -> str:
    """``text`` with this machine's address as its own processes reach it."""
    bridge = _bridge()
    return text if bridge is None else text.replace(bridge, "localhost")


def for_containers(text: str) -> str:
    """``text`` with the local cloud's own URLs as containers reach them."""
    if _bridge() is None or "://" not in text:
        return text
    for name in _LOOPBACKS:
        here = f"://{name}:{os.environ['GATEWAY_PORT']}"
        text = text.replace(here, f"://{INSIDE}:{os.environ['GATEWAY_PORT']}")
    return text
