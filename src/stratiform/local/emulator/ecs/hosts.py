"""The file /etc/hosts of each task in a real container, with the names of services as they are now.

Docker and Podman both let a container have such a file of this machine, every program reads it, and what is
written to it is there at once. Names of their networks stay what they were when a container was made.
"""

from __future__ import annotations

import os
import threading
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from stratiform.local import container_host
from stratiform.local.emulator.own_state import own_state
from stratiform.local.emulator.two_sides import INSIDE, is_address
from stratiform.local.engine.address import BALANCERS

_OWN = ("127.0.0.1 localhost", "::1 localhost ip6-localhost ip6-loopback")
_BALANCERS = frozenset(str(one) for one in BALANCERS)
_writing = threading.Lock()


Names = Mapping[str, list[str]]


def of_task(task_id: str, names: Callable[[], Names]) -> Path:
    """The file of a task that is about to start, made where it is missing. ``names`` as they are then."""
    path = _folder() / task_id
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _writing:
        if not path.exists():
            path.touch()
            path.chmod(0o644)  # a container may run as any user
            _replace(path, names())
    return path


def publish(names: Callable[[], Names]) -> None:
    """Write every name, with its addresses, for every task."""
    with _writing:
        known = names()
        for path in _folder().glob("*"):
            _replace(path, known)


def forget(task_id: str) -> None:
    """The task has stopped."""
    with _writing:
        (_folder() / task_id).unlink(missing_ok=True)


def text(task_id: str, names: Names, here: str) -> str:
    """The file's content; ``here`` is this machine's address for containers.

    Most programs take the first address of a name, so tasks have them in different orders.
    """
    lines = [*_OWN, f"127.0.0.1 {hostname(task_id)}"]
    if is_address(here):
        lines.append(f"{here} {INSIDE}")
    for name, found in sorted(names.items()):
        found = [each for each in found if each not in _BALANCERS]
        start = zlib.crc32(task_id.encode()) % max(len(found), 1)
        lines += [f"{address} {name}" for address in (*found[start:], *found[:start])]
    return "\n".join(lines) + "\n"


def hostname(task_id: str) -> str:
    """What a task calls itself."""
    return task_id[:12]


def _replace(path: Path, names: Names) -> None:
    _write(path, text(path.name, names, container_host.of_the_emulator().address))


def _write(path: Path, content: str) -> None:
    """In place and at once: a container has the file, not its name, and may read it at any moment."""
    data = content.encode()
    descriptor = os.open(path, os.O_WRONLY)
    try:
        before = os.fstat(descriptor).st_size
        os.pwrite(descriptor, data.ljust(before, b"\n"), 0)
    finally:
        os.close(descriptor)


def _folder() -> Path:
    return own_state().folder / "tmp" / "hosts"
