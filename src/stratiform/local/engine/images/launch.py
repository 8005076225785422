"""What an image is to the process engine: a name that can be turned into a process.

Each module that knows images exposes ``find(name, catalogue) -> Image | None``.
An ``Image`` answers ``prepare(request)``, on a worker thread, with the ``Launch`` that the supervisor runs.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

from stratiform.local.engine.enter import Root


@dataclass(frozen=True)
class Mount:
    """A folder of this machine (a volume, a bind) at ``target`` of the container."""

    target: str
    source: Path
    read_only: bool = False


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a container asks of its image when it starts.

    ``folder`` belongs to this container alone and is removed with it; files put into the container
    through the archive API lie below ``files``, at their container path.
    ``published`` maps a container port to the port of 127.0.0.1 that the client asked for or was given;
    ``translation`` is the folder where a process publishes the others (see ``address.py``).
    ``entrypoint`` and ``command`` are None where the image's own apply.
    """

    container: str
    image: str
    folder: Path
    address: str
    translation: Path = Path("/nonexistent")
    entrypoint: tuple[str, ...] | None = None
    command: tuple[str, ...] | None = None
    env: Mapping[str, str] = field(default_factory=dict)
    working_directory: str | None = None
    user: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    mounts: tuple[Mount, ...] = ()
    published: Mapping[int, int] = field(default_factory=dict)

    @property
    def files(self) -> Path:
        """Where the archive API puts files: ``/certs/server.crt`` is ``files/"certs/server.crt"``."""
        return self.folder / "files"


@dataclass(frozen=True, kw_only=True)
class Launch:
    """One process, completely described. The supervisor adds nothing but its own safety net.

    ``env`` is the whole environment: nothing of the host's is added.
    ``ports`` maps container ports to the loopback port this process binds by its own configuration;
    a process that binds a fixed port and is translated instead (see ``address.py``) leaves it empty.
    ``root`` is what the process sees as its files, with ``cwd`` inside it; None: this machine's own.
    ``not_root``: the program refuses to run as root. Where the engine is root, it runs under another
    user id in a user namespace in which the files of the engine stay its own. Preparatory commands
    such as ``initdb`` go through ``enter.command(argv, not_root=True)`` for the same effect.
    ``signal_group`` False sends the stop signal to the first process only (PostgreSQL's postmaster).
    ``ready``, called on a worker thread until it is true, says when the server serves; without it the
    first accepted connection on a port does.
    ``restart``: a server that comes back by itself when it was not stopped on purpose, as RDS does.
    ``around`` is entered on the engine's event loop before the process starts and left when it has
    ended: a TLS termination, for example.
    ``execute`` rewrites the command of an exec, e.g. ``redis-cli`` into the bundled client at the real port.
    ``notes`` say, in whole sentences, what differs from the real image.
    """

    argv: tuple[str, ...]
    env: Mapping[str, str]
    cwd: Path
    ports: Mapping[int, int] = field(default_factory=dict)
    stop_signal: int = signal.SIGTERM
    signal_group: bool = True
    root: Root | None = None
    not_root: bool = False
    ready: Callable[[], bool] | None = None
    restart: bool = False
    around: Callable[[], AbstractAsyncContextManager[None]] | None = None
    execute: Callable[[tuple[str, ...]], tuple[str, ...]] | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Config:
    """What ``docker inspect`` of an image says about how it runs."""

    env: Mapping[str, str] = field(default_factory=dict)
    entrypoint: tuple[str, ...] | None = None
    command: tuple[str, ...] | None = None
    ports: tuple[int, ...] = ()
    working_directory: str = "/"
    user: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    stop_signal: str = "SIGTERM"
    health: Mapping[str, object] | None = None


class Image(Protocol):
    """A runnable image. ``digest`` is ``sha256:<64 hex>`` and changes when what would run changes."""

    @property
    def name(self) -> str:
        """The name without a digest, e.g. ``postgres:16-alpine``."""

    @property
    def digest(self) -> str:
        """Identity of the content."""

    @property
    def config(self) -> Config:
        """Defaults that the container may override."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What differs from the real image, in whole sentences; known before anything runs."""

    def prepare(self, request: Request) -> Launch:
        """The process for one container. May take seconds, never a lock; runs on a worker thread.

        Raises ImageError (errors.py) with what is missing and what to do.
        """


@runtime_checkable
class Pulled(Protocol):
    """An image that must be made ready before its first container; without this an image always is."""

    @property
    def present(self) -> bool:
        """Whether ``pull`` has been done for this content."""

    def pull(self, say: Callable[[str], None]) -> None:
        """Make everything ready; ``say`` tells a person what takes so long. Raises ImageError."""


@dataclass(frozen=True)
class Unpacked:
    """An image as folders of this machine: ``root`` is its working folder, ``packages`` what it installed.

    ``runtime`` is Lambda's name of the interpreter that runs here, e.g. ``python3.13``.
    """

    runtime: str
    root: Path
    packages: Path | None = None


@runtime_checkable
class Unpackable(Protocol):
    """An image whose files a function of Lambda may be run from."""

    def unpacked(self) -> Unpacked:
        """Where they are, once the image is present."""


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """What images are made from. Every folder exists and is the engine's own.

    ``state`` is kept until ``--wipe``; ``cache`` may be removed at any time between runs.
    """

    state: Path
    cache: Path
    assemblies: tuple[Path, ...] = ()
    mapped: Mapping[str, str] = field(default_factory=dict)
    base: Path | None = None
    """Where relative paths of ``mapped`` start: the folder of stratiform.toml."""
