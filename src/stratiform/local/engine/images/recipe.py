"""From the stages of a Dockerfile to folders on this machine: files, Python and Node packages, programs."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from stratiform.local.engine.images import dockerfile, functions, node, python, surroundings, tree
from stratiform.local.engine.images.commands import Install, Meaning, Node, System, Unknown, meanings
from stratiform.local.engine.images.stage import Copy, Run, Stage

_PYTHON = re.compile(r"(/\S*/)?python(3(\.\d+)?)?")


@dataclass(frozen=True)
class Recipe:
    """What a build folder asks for, before anything is made of it."""

    source: Path
    file: Path
    stages: tuple[Stage, ...]

    @cached_property
    def used(self) -> tuple[int, ...]:
        """The stages that matter for the last one."""
        return tuple(tree.used(self.stages))

    @cached_property
    def meant(self) -> tuple[tuple[int, Meaning], ...]:
        """The commands of those stages, each with the number of its stage."""
        return tuple(
            (number, meaning)
            for number in self.used
            for step in self.stages[number].steps
            if isinstance(step, Run)
            for meaning in meanings(step)
        )

    def copy(self, folder: Path) -> list[str]:
        """Put every file in place. What differs, in sentences. Raises ImageError, OSError."""
        missing: list[str] = []
        trees = folder / "stages"
        for number in self.used:
            stage = self.stages[number]
            tree.start(stage, trees, number)
            for step in stage.steps:
                if isinstance(step, Copy):
                    missing += tree.copy(step, self.stages, self.source, trees, number, str(self.file))
                else:
                    tree.bind(step, self.source, tree.place(trees, number))
        installs = any(isinstance(meaning, Install) for _, meaning in self.meant)
        kept = [name for name in missing if not (installs and _is_installation(name))]
        return [*_told(kept), *(note for _, m in self.meant if (note := _note(m)))]

    def made(self, folder: Path, cache: Path) -> Made:
        """The same as folders below ``folder`` and ``cache``, whether they exist yet or not."""
        trees = folder / "stages"
        installs = [
            (meaning, tree.place(trees, number))
            for number, meaning in self.meant
            if isinstance(meaning, Install)
        ]
        stages = [self.stages[number] for number in self.used]
        return Made(
            tree=tree.place(trees, self.used[-1]),
            stages=tuple(stages),
            environment=python.plan(cache, stages, installs, str(self.file)),
            steps=tuple(
                node.Step(
                    meaning, tree.inside(tree.place(trees, number), meaning.run.folder), cache, str(self.file)
                )
                for number, meaning in self.meant
                if isinstance(meaning, Node)
            ),
        )


@dataclass(frozen=True)
class Made:
    """The folders of an image."""

    tree: Path
    stages: tuple[Stage, ...]
    environment: python.Environment
    steps: tuple[node.Step, ...]

    @property
    def present(self) -> bool:
        """Whether the packages are installed."""
        return self.environment.present

    @property
    def venv(self) -> Path:
        """The Python environment."""
        return self.environment.venv

    @property
    def programs(self) -> tuple[Path, ...]:
        """Folders in front of PATH."""
        uses_node = self.steps or any(node.version(stage.base) is not None for stage in self.stages)
        return (self.venv / "bin", *((surroundings.node_folder(),) if uses_node else ()))

    @property
    def needed(self) -> tuple[Path, ...]:
        """Folders that the process must be able to read where they are."""
        return (self.environment.folder, self.environment.base, *node.needed(self.steps))

    @property
    def aliases(self) -> Mapping[str, Path]:
        """Where the Dockerfile makes a virtual environment of its own, ours is seen."""
        found = {}
        for stage in self.stages:
            for step in stage.steps:
                if isinstance(step, Run):
                    for path in re.findall(
                        r"-m (?:venv|virtualenv) (?:--\S+ )*(\S+)|uv venv (?:--\S+ )*(/\S+)", step.text
                    ):
                        found[str(Path(step.folder) / (path[0] or path[1]))] = self.venv
                    if re.search(r"\buv sync\b", step.text):
                        place = step.env.get("UV_PROJECT_ENVIRONMENT", ".venv")
                        found[str(Path(step.folder) / place)] = self.venv
        return found

    @property
    def notes(self) -> list[str]:
        """Known once everything is made."""
        return [*self.environment.notes, *(note for stage in self.stages for note in node.notes(stage.base))]

    def perform(self, say: Callable[[str], None]) -> None:
        """Install everything. Raises ImageError."""
        self.environment.make(say)
        for step in self.steps:
            step.perform(say)
        self.environment.compile(self.tree)

    def argv(self, words: Sequence[str]) -> tuple[str, ...]:
        """A command, with the Python of the image wherever the Dockerfile keeps its own."""
        if words and _PYTHON.fullmatch(words[0]) and not self.has_file(words[0]):
            return (str(self.venv / "bin" / "python"), *words[1:])
        if words and words[0].startswith(("/usr/local/bin/", "/root/.local/bin/", "/install/bin/")):
            installed = self.venv / "bin" / Path(words[0]).name
            if installed.exists() and not self.has_file(words[0]):
                return (str(installed), *words[1:])
        return tuple(words)

    def has_file(self, path: str) -> bool:
        """Whether the image itself brings the file."""
        return path.startswith("/") and tree.inside(self.tree, path).exists()

    def has(self, program: str) -> bool:
        """Whether the program can be started: of the image, of its packages, or of this machine."""
        if "/" not in program:
            path = ":".join([*map(str, self.programs), surroundings.SYSTEM_PATH])
            return shutil.which(program, path=path) is not None
        if not program.startswith("/"):
            return tree.inside(
                self.tree, str(Path(self.stages[-1].config.working_directory) / program)
            ).exists()
        alias = next((a for a in self.aliases if Path(program).is_relative_to(a)), None)
        if alias:
            return (self.aliases[alias] / Path(program).relative_to(alias)).exists()
        return self.has_file(program) or Path(program).exists()


def read(source: Path, file: str, arguments: Mapping[str, str], target: str | None) -> Recipe:
    """The recipe of a build folder. Raises ImageError."""
    path = source / file
    return Recipe(source, path, tuple(dockerfile.read(path, arguments, target)))


def reason(stages: Sequence[Stage]) -> str:
    """Why a program is missing: the bases that are neither Python nor Node."""
    foreign = [s.base for s in stages if python.version(s.base) is None and node.version(s.base) is None]
    if functions.is_base(stages[-1].base):
        return f"{stages[-1].base} is for functions of Lambda, and runs as no service"
    if foreign:
        bases = ", ".join(dict.fromkeys(foreign))
        return f"it comes from {bases}, and only Python and Node images run as processes"
    return "no COPY brings it and no RUN installs it as a package"


def _is_installation(missing: str) -> bool:
    return bool(
        re.search(r"site-packages|venv|/usr/local|/install|\.local|/opt/|wheels|bin/uv|/uvx?\b", missing)
    )


def _told(missing: Iterable[str]) -> list[str]:
    return [f"{name} is not copied: nothing here made it." for name in missing]


def _note(meaning: Meaning) -> str | None:
    if isinstance(meaning, System):
        absent = [name for name in meaning.packages if shutil.which(name.split("=", 1)[0]) is None]
        if absent:
            return f"Line {meaning.run.line}: the system packages {', '.join(absent)} are not installed."
    if isinstance(meaning, Unknown):
        return f"Line {meaning.run.line}: `{meaning.text[:80]}` is not run."
    return None
