"""Addresses of tasks. Each task has its own, 10.77.x.y, which exists only in the translation.

A process that binds port 8080 of its task really binds a free port of 127.0.0.1. The file
``<ports>/10.77.0.2_8080`` holds that port; whoever connects to 10.77.0.2:8080 looks there. Nothing but
loopback is ever bound, and any container port works for an ordinary user. The file ``<ports>/names/<name>``
holds the addresses of a name, one a line. Load balancers have addresses and names like tasks.
"""

from __future__ import annotations

import ipaddress
import random
import socket
from collections.abc import Iterable
from pathlib import Path

from stratiform.local.engine.process import FOLDER
from stratiform.local.state import State

NETWORK = ipaddress.ip_network("10.77.0.0/16")
BALANCERS = ipaddress.ip_network("10.77.255.0/24")
"""The last of them, which no task gets."""
GATEWAY = str(NETWORK[1])
LOOPBACK = "127.0.0.1"

_PUBLISHED = range(20000, 32000)
"""Below the kernel's ephemeral range, so that an outgoing connection never takes one."""


def folder_of(state: State) -> Path:
    """The folder ``<ports>`` of the engine in ``state``."""
    return state.folder / FOLDER / "ports"


def allocate(taken: Iterable[str], after: str = GATEWAY) -> str:
    """The next free address after ``after``, so that one is not given again while somebody remembers it.

    Raises RuntimeError when 65,000 tasks have one.
    """
    used, first = set(taken), int(ipaddress.ip_address(after)) - int(NETWORK[0])
    usable = int(BALANCERS[0]) - int(NETWORK[2])
    for step in range(usable):
        address = str(NETWORK[2 + (first - 1 + step) % usable])
        if address not in used:
            return address
    raise RuntimeError(f"no free address is left in {NETWORK}")


def free_port(taken: Iterable[int]) -> int:
    """A port of 127.0.0.1 that nobody has. Raises RuntimeError when the range is exhausted."""
    used = set(taken)
    candidates = [port for port in _PUBLISHED if port not in used]
    random.shuffle(candidates)
    for port in candidates:
        if is_free(port):
            return port
    raise RuntimeError(f"every port from {_PUBLISHED.start} to {_PUBLISHED.stop - 1} is in use")


def is_free(port: int) -> bool:
    """Whether ``port`` of 127.0.0.1 can be bound now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def is_task(host: str) -> bool:
    """Whether ``host`` is the address of a task."""
    return host.startswith("10.77.")


def publish(ports: Path, address: str, port: int, real: int) -> None:
    """Say that ``address``:``port`` is port ``real`` of 127.0.0.1."""
    temporary = ports / f".{address}_{port}"
    temporary.write_text(str(real))
    temporary.replace(ports / f"{address}_{port}")


def resolve(ports: Path, address: str, port: int) -> int | None:
    """The port of 127.0.0.1 behind ``address``:``port``, or None when nothing has bound it."""
    try:
        return int((ports / f"{address}_{port}").read_text())
    except (FileNotFoundError, ValueError):
        return None


def forget(ports: Path, address: str) -> None:
    """Remove every port of ``address``."""
    for file in ports.glob(f"{address}_*"):
        file.unlink(missing_ok=True)


def name(ports: Path, name: str, found: Iterable[str]) -> None:
    """Make ``name`` lead to ``found``; to nothing, as DNS has it, where that is empty."""
    folder = _names(ports)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / name.lower()
    if content := "\n".join(found):
        temporary = folder / f".{path.name}"
        temporary.write_text(content)
        temporary.replace(path)
    else:
        path.unlink(missing_ok=True)


def names(ports: Path) -> dict[str, list[str]]:
    """Every name, with its addresses."""
    files = [path for path in _names(ports).glob("*") if not path.name.startswith(".")]
    return {path.name: path.read_text().split() for path in files}


def _names(ports: Path) -> Path:
    return ports / "names"
