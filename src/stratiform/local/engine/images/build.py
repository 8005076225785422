"""Images that are built from a folder of this app: an asset of its assembly, or a mapped folder.

``pull`` puts the files of the Dockerfile into a folder and installs what its ``RUN`` lines install;
``prepare`` starts the program with those files at their paths.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from stratiform.errors import ImageError
from stratiform.local.engine.images import functions, name, node, surroundings, tree
from stratiform.local.engine.images.launch import Catalogue, Config, Launch, Request, Unpacked
from stratiform.local.engine.images.recipe import Made, Recipe, read, reason
from stratiform.local.engine.images.view import view
from stratiform.local.state import why, write_private

_UNPRIVILEGED = re.compile(r"(?!(root|0)(:|$)).+")


def find(text: str, catalogue: Catalogue) -> BuildImage | None:
    """The image asset that the tag of ``text`` names by its hash, or its digest by its content."""
    parts = name.parse(text)
    for tag, source in _assets(catalogue).items():
        if parts.digest is None and tag == parts.tag:
            return BuildImage(text, source, catalogue)
        if parts.digest is not None:
            image = BuildImage(f"{text.split('@', 1)[0].rsplit(':', 1)[0]}:{tag}", source, catalogue)
            if image.digest == parts.digest:
                return image
    return None


def from_folder(text: str, folder: Path, catalogue: Catalogue) -> BuildImage:
    """The image called ``text`` built from ``folder``; its identity is the content of the folder."""
    whole = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not {"__pycache__", ".git", "node_modules", ".venv"} & set(file.parts):
            whole.update(f"{file.relative_to(folder)}\0".encode() + file.read_bytes())
    return BuildImage(text, Source(folder, identity=whole.hexdigest()), catalogue)


@dataclass(frozen=True)
class Source:
    """A build folder. ``identity`` changes with its content."""

    folder: Path
    identity: str
    dockerfile: str = "Dockerfile"
    arguments: Mapping[str, str] = field(default_factory=dict)
    target: str | None = None


def _assets(catalogue: Catalogue) -> dict[str, Source]:
    """Build folders of every image asset of the assemblies, by tag."""
    found: dict[str, Source] = {}
    for assembly in catalogue.assemblies:
        for file in assembly.rglob("*.assets.json"):
            for identity, asset in (json.loads(file.read_text()).get("dockerImages") or {}).items():
                source = asset["source"]
                if "directory" not in source:
                    continue
                made = Source(
                    (file.parent / source["directory"]).resolve(),
                    identity,
                    source.get("dockerFile", "Dockerfile"),
                    source.get("dockerBuildArgs") or {},
                    source.get("dockerBuildTarget"),
                )
                found[identity] = made
                found |= {each["imageTag"]: made for each in (asset.get("destinations") or {}).values()}
    return found


@dataclass(frozen=True)
class BuildImage:
    """See ``images.launch.Image`` and ``Pulled``."""

    name: str
    source: Source
    catalogue: Catalogue

    @property
    def digest(self) -> str:
        """The identity of the source: an asset's hash covers the folder, the arguments and the target."""
        return "sha256:" + hashlib.sha256(self.source.identity.encode()).hexdigest()

    @cached_property
    def recipe(self) -> Recipe:
        """What the Dockerfile asks for. Raises ImageError."""
        return read(self.source.folder, self.source.dockerfile, self.source.arguments, self.source.target)

    @property
    def config(self) -> Config:
        """Of the last stage."""
        return self.recipe.stages[-1].config

    @property
    def notes(self) -> tuple[str, ...]:
        """What a process cannot give, known once the image is pulled."""
        try:
            told: list[str] = json.loads((self._folder / "notes.json").read_text())
        except (OSError, ValueError):
            return ()
        return tuple(told)

    @property
    def present(self) -> bool:
        """Whether the files are in place and everything is installed."""
        return (self._folder / "notes.json").exists() and self._made().present

    @property
    def _folder(self) -> Path:
        return self.catalogue.state / "images" / self.digest.removeprefix("sha256:")[:24]

    def pull(self, say: Callable[[str], None]) -> None:
        """Copy, install, and write down what cannot be had. Raises ImageError with file and line."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(mode=0o700, parents=True)
        try:
            notes = self.recipe.copy(self._folder)
            made = self._made()
            made.perform(say)
            if not functions.is_base(self.recipe.stages[-1].base):
                self._require_program(made)
            notes += made.notes
        except OSError as error:
            raise ImageError(
                f"The image {self.name} cannot be prepared: {why(error)}",
                where=str(self._folder),
                fix="Make room on the disk.",
            ) from error
        write_private(self._folder / "notes.json", json.dumps(notes).encode())

    def prepare(self, request: Request) -> Launch:
        """The program of the image, with its files, packages and volumes."""
        made = self._made()
        if functions.is_base(self.recipe.stages[-1].base) and not request.entrypoint:
            self._require_program(made)
        seen = view(
            request, tree=made.tree, needed=(*made.needed, *surroundings.needed()), aliases=made.aliases
        )
        config = self.config
        entrypoint = request.entrypoint if request.entrypoint is not None else config.entrypoint or ()
        command = request.command or (() if request.entrypoint is not None else config.command or ())
        folder = request.working_directory or config.working_directory
        own = {"PYTHONUNBUFFERED": "1", "VIRTUAL_ENV": str(made.venv)}
        env = surroundings.environment(request, programs=made.programs, own=own)
        user = request.user or config.user
        argv = tuple(seen.text(word) for word in made.argv((*entrypoint, *command)))
        if not argv:
            raise ImageError(
                "The image starts no program: its Dockerfile has no CMD and no ENTRYPOINT, and what"
                f" {self.recipe.stages[-1].base} starts is not known here",
                where=str(self.source.folder / self.source.dockerfile),
                fix="Write a CMD, or run it in a container: `strat up --engine docker`.",
            )
        return Launch(
            argv=argv,
            signal_group=surroundings.is_shell(argv),
            env={key: seen.text(value) if key != "PATH" else value for key, value in env.items()},
            cwd=seen.working_directory(folder),
            root=seen.root,
            stop_signal=surroundings.signal_number(config.stop_signal),
            not_root=bool(_UNPRIVILEGED.fullmatch(user)),
            notes=self.notes,
        )

    def unpacked(self) -> Unpacked:
        """See ``images.launch.Unpackable``."""
        made = self._made()
        last = self.recipe.stages[-1]
        return functions.unpacked(
            tree.inside(made.tree, last.config.working_directory),
            made.venv,
            made.environment.running,
            node.bundled() if node.version(last.base) is not None else None,
        )

    def _made(self) -> Made:
        return self.recipe.made(self._folder, self.catalogue.cache)

    def _require_program(self, made: Made) -> None:
        argv = made.argv((*(self.config.entrypoint or ()), *(self.config.command or ())))
        if argv and not made.has(argv[0]):
            raise ImageError(
                f"The image starts {argv[0]}, which a process of this machine cannot have:"
                f" {reason(self.recipe.stages)}",
                where=str(self.source.folder / self.source.dockerfile),
                fix="Map the image to a command in [local.images] of stratiform.toml,"
                " or run it in a container: `strat up --engine docker`.",
            )
