"""One container: what was asked, where it lives, and what it is doing."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from stratiform.local.engine import spec as specs
from stratiform.local.engine.child import Child
from stratiform.local.engine.images.launch import Config, Image, Launch
from stratiform.local.engine.logs import Log
from stratiform.local.engine.spec import Spec
from stratiform.local.engine.state import State


@dataclass(frozen=True, kw_only=True)
class Identity:
    """What never changes, and is kept on disk to read the container back. ``ports``: container to host."""

    id: str
    name: str
    digest: str
    created: float
    address: str
    ports: Mapping[int, int]
    defaults: Config
    body: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        """For the table."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Identity:
        """The reverse of ``to_json``. Raises TypeError, KeyError or ValueError when it is damaged."""
        defaults = dict(value["defaults"])
        for name in ("entrypoint", "command", "ports"):
            if defaults[name] is not None:
                defaults[name] = tuple(defaults[name])
        ports = {int(container): int(host) for container, host in value["ports"].items()}
        return cls(**{**value, "ports": ports, "defaults": Config(**defaults)})


@dataclass(eq=False)
class Container:
    """``ended`` is set while no process runs; ``removed`` once it is gone from the table."""

    identity: Identity
    spec: Spec
    folder: Path
    image: Image | None
    log: Log
    state: State = field(default_factory=State)
    launch: Launch | None = None
    child: Child | None = None
    out_of_memory: bool = False
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    removed: asyncio.Event = field(default_factory=asyncio.Event)
    busy: asyncio.Lock = field(default_factory=asyncio.Lock)

    @classmethod
    def make(
        cls, identity: Identity, folder: Path, image: Image | None, state: State | None = None
    ) -> Container:
        """A container that is not running, in its own ``folder``."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = cls(
            identity=identity,
            spec=specs.read(identity.body, identity.defaults),
            folder=folder,
            image=image,
            log=Log(folder),
            state=state or State(),
        )
        made.ended.set()
        if made.state.status == "exited":
            made.log.ended()
        return made

    @property
    def id(self) -> str:
        """64 hexadecimal digits."""
        return self.identity.id

    @property
    def running(self) -> bool:
        """Whether its process lives, or is about to."""
        return self.state.status == "running"

    @property
    def attributes(self) -> dict[str, str]:
        """What events tell about it."""
        return {**self.spec.labels, "name": self.identity.name, "image": self.spec.image}
