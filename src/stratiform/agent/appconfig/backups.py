"""Configurations kept on disk, so that a task can start while AppConfig does not answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from stratiform.agent.appconfig.profile import Profile
from stratiform.agent.appconfig.version import Version
from stratiform.agent.files import write


@dataclass(frozen=True)
class Backups:
    """One file a configuration, and one beside it with what its headers said."""

    folder: Path

    def save(self, profile: Profile, version: Version) -> None:
        """Replace the backup. Raises OSError."""
        head = {"type": version.type, "label": version.label, "number": version.number}
        write(self._file(profile), version.content)
        write(self._file(profile, ".head"), json.dumps(head).encode())

    def load(self, profile: Profile) -> Version | None:
        """The backup, if there is a whole one."""
        try:
            head = json.loads(self._file(profile, ".head").read_bytes())
            return Version(self._file(profile).read_bytes(), head["type"], head["label"], head["number"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _file(self, profile: Profile, ending: str = "") -> Path:
        return self.folder / f"{quote(str(profile), safe='')}{ending}"
