"""Which files the agent keeps for an application that reads files, and whom it tells of a change."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from stratiform.agent.appconfig.profile import Profile, listed
from stratiform.agent.errors import AgentError
from stratiform.agent.variables import Variables, flag

_TMPFS = frozenset({"tmpfs", "ramfs"})


@dataclass(frozen=True)
class Part:
    """What a file holds: a secret by id, or one key of its JSON; or a configuration."""

    secret: str | None = None
    key: str | None = None
    profile: Profile | None = None


@dataclass(frozen=True)
class Hook:
    """Who is told after files changed: a URL by a POST, a command, or the process of ``SIGNAL:FILE``."""

    url: str | None = None
    command: str | None = None
    signal: str | None = None


@dataclass(frozen=True)
class Outputs:
    """``files`` are names within ``folder``; all of them change together. ``mode`` is theirs."""

    folder: Path | None = None
    files: Mapping[str, Part] = field(default_factory=dict)
    hook: Hook = Hook()
    mode: int = 0o400


def read(given: Variables) -> Outputs:
    """FILES_DIRECTORY, FILES, FILES_MODE and HOOK_URL, HOOK_COMMAND, HOOK_SIGNAL. Raises AgentError."""
    folder = given.read("FILES_DIRECTORY", None, Path)
    none: dict[str, Part] = {}
    files = given.read("FILES", none, _files)
    if files and folder is None:
        raise AgentError("FILES are named, but no folder for them.", "Set FILES_DIRECTORY.")
    anywhere = given.read("FILES_ANYWHERE", False, flag)
    if folder is not None and not anywhere and any(part.secret for part in files.values()):
        _require_memory(folder)
    hook = Hook(
        given.read("HOOK_URL", None, str),
        given.read("HOOK_COMMAND", None, str),
        given.read("HOOK_SIGNAL", None, _signal),
    )
    return Outputs(folder, files, hook, given.read("FILES_MODE", 0o400, _mode))


def _files(text: str) -> dict[str, Part]:
    """``{"password": "secret:ID#key", "flags.json": "configuration:App:Env:Profile"}``."""
    found = json.loads(text)
    if not isinstance(found, dict):
        raise ValueError("not a JSON object of file names")
    return {_name(name): _part(str(said)) for name, said in found.items()}


def _name(name: str) -> str:
    if not name or "/" in name or name.startswith("."):
        raise ValueError(f"{name!r} is no name of a file")
    return name


def _part(text: str) -> Part:
    kind, _, rest = text.partition(":")
    if kind == "secret" and rest:
        secret, _, key = rest.partition("#")
        return Part(secret=secret, key=key or None)
    if kind == "configuration":
        return Part(profile=listed(rest))
    raise ValueError(f"{text!r} is neither secret:ID, secret:ID#key nor configuration:App:Env:Profile")


def _mode(text: str) -> int:
    if not re.fullmatch(r"0?4[04][04]", text):
        raise ValueError("not 0400, 0440 or 0444")
    return int(text, 8)


def _signal(text: str) -> str:
    name, _, file = text.partition(":")
    if not name.isalnum() or not file:
        raise ValueError("not a signal and a file with a process id, like HUP:/run/app.pid")
    return text


def _require_memory(folder: Path) -> None:
    """Raises AgentError where ``folder`` is on a disk: secrets would stay there."""
    if _kind_of(folder) not in _TMPFS:
        raise AgentError(
            f"FILES_DIRECTORY {folder} is on a disk, and a secret is to be written there.",
            "Mount a tmpfs there, or set FILES_ANYWHERE=true.",
        )


def _kind_of(folder: Path) -> str:
    """The kind of file system that ``folder`` is on, by the longest mount point above it."""
    whole, best, kind = folder.resolve(), "", ""
    for line in Path("/proc/mounts").read_text().splitlines():
        _, point, found, *_ = line.split(" ")
        if whole.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, found
    return kind
