"""Images that stratiform.toml maps: ``[local.images]``, a pattern to a folder or a command."""

from __future__ import annotations

import fnmatch
import hashlib
from dataclasses import dataclass
from pathlib import Path

from stratiform.errors import ImageError
from stratiform.local.engine.images import build, name, surroundings
from stratiform.local.engine.images.launch import Catalogue, Config, Image, Launch, Request
from stratiform.local.engine.images.view import view


def find(text: str, catalogue: Catalogue) -> Image | None:
    """The image that the first matching pattern maps to; None when no pattern matches.

    A value that names a folder is built from its Dockerfile; any other is a command for the shell.
    """
    whole = text.split("@", 1)[0]
    parts = name.parse(text)
    for pattern, value in catalogue.mapped.items():
        if not any(fnmatch.fnmatchcase(each, pattern) for each in (whole, parts.repository)):
            continue
        folder = (catalogue.base or Path.cwd()) / value
        if folder.is_dir():
            return build.from_folder(whole, folder, catalogue)
        if "/" in value and " " not in value.strip():
            raise ImageError(
                f'[local.images] maps "{pattern}" to {value}, and there is no such folder',
                where=str(folder),
                fix="Write the path relative to stratiform.toml, or a command.",
            )
        return Command(whole, value, catalogue.base or Path.cwd())
    return None


@dataclass(frozen=True)
class Command:
    """A command of this machine in place of an image. It runs in the folder of stratiform.toml."""

    name: str
    line: str
    folder: Path

    @property
    def digest(self) -> str:
        """Changes with the command."""
        return "sha256:" + hashlib.sha256(f"{self.line} {self.folder}".encode()).hexdigest()

    @property
    def config(self) -> Config:
        """The command instead of the image's own entrypoint and command."""
        return Config(entrypoint=("/bin/sh", "-c", self.line), working_directory=str(self.folder))

    @property
    def notes(self) -> tuple[str, ...]:
        """What runs in place of the image."""
        return (f"{self.name} is the command `{self.line}` of this machine.",)

    def prepare(self, request: Request) -> Launch:
        """The command, with the container's variables and volumes."""
        seen = view(request, needed=(self.folder, *surroundings.needed()))
        return Launch(
            argv=("/bin/sh", "-c", self.line),
            env=surroundings.environment(request),
            cwd=self.folder,
            root=seen.root,
            notes=self.notes,
        )
