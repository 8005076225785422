"""The language images, ``python:*`` and ``node:*``, run as they are: their interpreter and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from stratiform.local.engine.images import name, node, python, surroundings
from stratiform.local.engine.images.launch import Catalogue, Config, Launch, Request
from stratiform.local.engine.images.stage import Stage
from stratiform.local.engine.images.view import view


def find(text: str, catalogue: Catalogue) -> LanguageImage | None:
    """The official image of Python or Node; None for any other."""
    repository = name.parse(text).repository
    return LanguageImage(text.split("@", 1)[0], catalogue.cache) if repository in ("python", "node") else None


@dataclass(frozen=True)
class LanguageImage:
    """See ``images.launch.Image`` and ``Pulled``."""

    name: str
    cache: Path

    @property
    def digest(self) -> str:
        """Changes with the name alone."""
        return "sha256:" + hashlib.sha256(self.name.encode()).hexdigest()

    @property
    def config(self) -> Config:
        """The official image's own defaults."""
        return Config(command=("node",) if self._is_node else ("python3",))

    @property
    def notes(self) -> tuple[str, ...]:
        """The version that runs where it is not the one in the tag."""
        return node.notes(self.name) if self._is_node else self._environment.notes

    @property
    def present(self) -> bool:
        """Whether its interpreter is there."""
        return self._environment.present

    @property
    def _is_node(self) -> bool:
        return node.version(self.name) is not None

    @property
    def _environment(self) -> python.Environment:
        return python.plan(self.cache, [Stage(self.name)], (), self.name)

    def pull(self, say: Callable[[str], None]) -> None:
        """Find or fetch the interpreter."""
        self._environment.make(say)

    def prepare(self, request: Request) -> Launch:
        """The container's command with this interpreter first on PATH."""
        made = self._environment
        programs = (made.venv / "bin", *((surroundings.node_folder(),) if self._is_node else ()))
        seen = view(request, needed=(made.folder, made.base, *surroundings.needed()))
        words = (*(request.entrypoint or ()), *(request.command or self.config.command or ()))
        env = surroundings.environment(request, programs=programs, own={"PYTHONUNBUFFERED": "1"})
        argv = tuple(seen.text(word) for word in words)
        return Launch(
            argv=argv,
            signal_group=surroundings.is_shell(argv),
            env=env,
            cwd=seen.working_directory(request.working_directory or "/"),
            root=seen.root,
            not_root=bool(request.user) and request.user not in ("root", "0"),
            notes=self.notes,
        )
