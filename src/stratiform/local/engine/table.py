"""The containers there are. Each is a folder with ``container.json``, written whole at every change."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from stratiform.local.engine import address, answer
from stratiform.local.engine.container import Container, Identity
from stratiform.local.engine.images.launch import Image
from stratiform.local.engine.servers import postgres_memory
from stratiform.local.engine.state import State
from stratiform.local.state import write_private

_FILE = "container.json"


class Table:
    """Containers by id, in order of creation."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._containers: dict[str, Container] = {}
        self.last_address = address.GATEWAY
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def __iter__(self) -> Iterator[Container]:
        return iter(list(self._containers.values()))

    def __len__(self) -> int:
        return len(self._containers)

    def load(self, find: Callable[[str], Image | None]) -> None:
        """Read back what an earlier engine left; a folder without a readable file is removed."""
        found = []
        for folder in self._folder.iterdir():
            try:
                value = json.loads((folder / _FILE).read_text())
                identity = Identity.from_json(value["identity"])
                state = State(**value["state"])
            except (OSError, ValueError, KeyError, TypeError):
                _remove(folder)
                continue
            image = find(str(identity.body.get("Image") or ""))
            found.append(Container.make(identity, folder, image, state))
        for container in sorted(found, key=lambda container: container.identity.created):
            self._containers[container.id] = container

    def folder(self, identifier: str) -> Path:
        """Where the container with this id lives."""
        return self._folder / identifier[:12]

    def add(self, container: Container) -> None:
        """Add a container and write it down; where it cannot be written there is none. Raises OSError."""
        try:
            self.save(container)
        except OSError:
            _remove(container.folder)
            raise
        self._containers[container.id] = container
        self.last_address = container.identity.address

    def save(self, container: Container) -> None:
        """Write down what a container is and does now. Raises OSError when the disk refuses."""
        value = {"identity": container.identity.to_json(), "state": asdict(container.state)}
        write_private(container.folder / _FILE, json.dumps(value).encode())

    def remove(self, container: Container) -> None:
        """Forget a container and everything in its folder."""
        self._containers.pop(container.id, None)
        _remove(container.folder)

    def get(self, reference: str) -> Container:
        """By id, by an unambiguous start of it, or by name. Raises Refused (404)."""
        if reference in self._containers:
            return self._containers[reference]
        name = reference.removeprefix("/")
        named = self.named(name)
        if named:
            return named
        starting = [c for identifier, c in self._containers.items() if name and identifier.startswith(name)]
        if len(starting) != 1:
            raise answer.no_such_container(reference)
        return starting[0]

    def named(self, name: str) -> Container | None:
        """The container of this name, if there is one."""
        return next((c for c in self if c.identity.name == name), None)


def _remove(folder: Path) -> None:
    """Remove a folder. An overlay leaves one behind that even its owner may not list."""
    for unlisted in folder.glob("written/*/work/work"):
        unlisted.chmod(0o700)
    postgres_memory.release(folder)
    shutil.rmtree(folder, ignore_errors=True)
