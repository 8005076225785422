"""Named volumes: folders of the engine's state that outlive their containers."""

from __future__ import annotations

import json
import re
import secrets
import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stratiform.local.engine import clock
from stratiform.local.engine.answer import Refused
from stratiform.local.engine.servers import postgres_memory
from stratiform.local.state import write_private

_NAME = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9_.-]*")


class Volumes:
    """``<folder>/<name>/data`` is the volume; beside it lies what the client said about it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def create(self, name: str = "", labels: Mapping[str, str] | None = None) -> dict[str, Any]:
        """The volume, made when missing. Raises Refused (400) for a name with other characters."""
        name = name or secrets.token_hex(32)
        if not _NAME.fullmatch(name):
            raise Refused(
                400, f"create {name}: only [a-zA-Z0-9][a-zA-Z0-9_.-]* is allowed in a volume's name"
            )
        if not (self._folder / name).exists():
            (self._folder / name / "data").mkdir(mode=0o700, parents=True)
            about = {"labels": dict(labels or {}), "created": time.time()}
            write_private(self._folder / name / "volume.json", json.dumps(about).encode())
        return self.get(name)

    def path(self, name: str) -> Path:
        """The folder behind the volume, which is made when missing."""
        self.create(name)
        return self._folder / name / "data"

    def get(self, name: str) -> dict[str, Any]:
        """The volume as the API describes it. Raises Refused (404)."""
        folder = self._folder / name
        if not _NAME.fullmatch(name) or not folder.is_dir():
            raise Refused(404, f"get {name}: no such volume")
        about = json.loads((folder / "volume.json").read_text())
        return {
            "Name": name,
            "Driver": "local",
            "Mountpoint": str(folder / "data"),
            "Labels": about["labels"],
            "Options": {},
            "Scope": "local",
            "CreatedAt": clock.text(about["created"]),
        }

    def all(self) -> list[dict[str, Any]]:
        """Every volume, in order of name."""
        return [self.get(folder.name) for folder in sorted(self._folder.iterdir())]

    def remove(self, name: str) -> None:
        """Remove the volume and what it holds. Raises Refused (404)."""
        self.get(name)
        postgres_memory.release(self._folder / name)
        shutil.rmtree(self._folder / name, ignore_errors=True)
