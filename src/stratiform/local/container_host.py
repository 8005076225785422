"""What runs the containers of an app: the process engine, or this machine's Docker or Podman.

The local cloud speaks the Docker Engine API to a socket whose path it knows from its start, so the engine
behind it may start later, when a definition first needs it, and again after it was killed.
"""

from __future__ import annotations

import os
import socket
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from stratiform.local.emulator.own_state import own_state
from stratiform.local.engine.process import FOLDER, LONGEST_PATH
from stratiform.local.engine.record import SOCKET
from stratiform.local.state import State

Kind = Literal["process", "docker"]

_FILE = "containers.json"


@dataclass(frozen=True)
class Choice:
    """``host`` is a DOCKER_HOST, None for the process engine.

    ``address`` is where this machine is for its containers as for itself: databases and caches are there.
    """

    kind: Kind = "process"
    host: str | None = None
    address: str = "localhost"


def chosen(state: State) -> Choice:
    """What runs the containers of this app since its last start."""
    return Choice(**(state.read(_FILE) or {}))


def of_the_emulator() -> Choice:
    """The same, inside the local cloud."""
    return chosen(own_state())


def remember(state: State, choice: Choice) -> None:
    """Keep ``choice`` for the next start."""
    state.write(_FILE, asdict(choice))


def docker_host(state: State) -> str:
    """DOCKER_HOST for the local cloud, whose working folder is ``tmp`` of the state."""
    return chosen(state).host or process_host(state)


def process_host(state: State) -> str:
    """The same for the process engine, which has the bundled servers whatever runs the tasks."""
    path = state.folder / FOLDER / SOCKET
    if len(os.fsencode(path)) > LONGEST_PATH:
        path = Path("/proc/self/cwd/..", FOLDER, SOCKET)
    return f"unix://{path}"


def listens(host: str) -> bool:
    """Whether anything is at the socket of a DOCKER_HOST; of one elsewhere, that is not asked."""
    if not host.startswith("unix://"):
        return True
    with socket.socket(socket.AF_UNIX) as unix:
        try:
            unix.connect(host.removeprefix("unix://"))
        except OSError:
            return False
    return True
