"""Configurations from files, for development: ``app:env:profile[.json]`` in LOCAL_DEVELOPMENT_DIRECTORY.

https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-agent-how-to-use-local-development.html
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from stratiform.agent.appconfig.deployments import Deployment
from stratiform.agent.appconfig.profile import Profile
from stratiform.agent.appconfig.version import Version
from stratiform.agent.errors import ServiceError

_TYPES = {
    "json": "application/json",
    "yaml": "application/x-yaml",
    "yml": "application/x-yaml",
    "txt": "text/plain",
}


@dataclass
class Files:
    """One profile's file, with what a session has: it is told once for each change."""

    folder: Path
    profile: Profile
    allowed_at: float = 0.0
    answered_at: float = 0.0
    _seen: tuple[str, int] | None = field(default=None, init=False)

    async def latest(self) -> Version | None:
        """The file's content if it changed. Raises ServiceError where there is none."""
        found = sorted(path for path in self.folder.glob("*") if _is_of(path.name, str(self.profile)))
        if not found:
            raise ServiceError(
                404, "ResourceNotFoundException", f"no file for {self.profile} in {self.folder}"
            )
        path = found[0]
        state = (path.name, path.stat().st_mtime_ns)
        if state == self._seen:
            return None
        self._seen = state
        return Version(path.read_bytes(), _type(path.name.removeprefix(str(self.profile)).lstrip(".")))

    def restart(self) -> None:
        """Files need no new session."""

    def another(self) -> Files:
        """The same file, as if never read."""
        return Files(self.folder, self.profile)

    async def deployments(self) -> tuple[Deployment, ...] | None:
        """Nobody deploys a file."""
        return None

    async def hosted(self, number: str) -> Version | None:
        """A file is one version."""
        return None


def _is_of(name: str, profile: str) -> bool:
    return name == profile or name.startswith(f"{profile}.")


def _type(ending: str) -> str:
    """The content type that a name's ending tells: a short one, or ``type%subtype``."""
    if "%" in ending:
        return ending.replace("%", "/")
    return _TYPES.get(ending, "application/json" if not ending else f"application/{ending}")
