"""This machine's name differs inside and outside of real containers; a text may cross from one to the other.

Databases, caches and the local cloud have the address of the containers' bridge. Processes of this machine,
such as functions, reach it as localhost: Podman's bridge is there only while a container runs.
"""

from __future__ import annotations

import ipaddress
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
    bridge = _bridge()
    if bridge is None or "://" not in text:
        return text
    port = os.environ["GATEWAY_PORT"]
    # By its address where it has one: SDKs put the name of a bucket in front of a name.
    inside = bridge if is_address(bridge) else INSIDE
    for name in (*_LOOPBACKS, INSIDE):
        text = text.replace(f"://{name}:{port}", f"://{inside}:{port}")
    return text


def is_address(text: str) -> bool:
    """Whether ``text`` is an IP address, not a name."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
