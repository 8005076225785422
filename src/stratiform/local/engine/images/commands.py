"""What the commands of a ``RUN`` mean for a process of this machine.

Installing packages is done; what prepares a container's own system is not needed; the rest is told.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from stratiform.local.engine.images.stage import Run

_SEPARATORS = {"&&", ";", "||", "&", "|", "\n"}
_NOT_NEEDED = frozenset(
    (  # noqa: SIM905 - a table of words
        ": addgroup adduser cat chgrp chmod chown echo export groupadd id ldconfig ln locale-gen ls mkdir "
        "printf pwd rm set setcap touch true update-ca-certificates useradd usermod whoami"
    ).split()
)
_SYSTEM_PACKAGES = {
    "apt-get": "install",
    "apt": "install",
    "apk": "add",
    "yum": "install",
    "dnf": "install",
    "microdnf": "install",
}
_PIP_DROPPED = frozenset(
    (  # noqa: SIM905 - a table of words
        "--break-system-packages --disable-pip-version-check --ignore-installed --no-cache-dir --no-compile "
        "--no-input --no-warn-script-location --prefer-binary --quiet --system --user -I -q"
    ).split()
)
_PIP_DROPPED_WITH_VALUE = frozenset(
    "--prefix --progress-bar --python --retries --root-user-action --target --timeout -p -t".split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Install:
    """Packages for Python: ``uv`` words, run with the environment of the image."""

    words: tuple[str, ...]
    run: Run


@dataclass(frozen=True)
class Node:
    """``npm`` words, run in the folder of the step."""

    words: tuple[str, ...]
    run: Run


@dataclass(frozen=True)
class System:
    """Packages of a distribution, which are not installed."""

    packages: tuple[str, ...]
    run: Run


@dataclass(frozen=True)
class Unknown:
    """A command that is not run."""

    text: str
    run: Run


Meaning = Install | Node | System | Unknown


def meanings(run: Run) -> list[Meaning]:
    """What the commands of one ``RUN`` mean, in order; commands that need nothing are left out."""
    found: list[Meaning] = []
    for words in [list(run.words)] if run.words else _simple(run.text):
        meaning = _meaning(words, run)
        if meaning is not None:
            found.append(meaning)
    return found


def _meaning(words: list[str], run: Run) -> Meaning | None:
    while words and "=" in words[0] and not words[0].startswith("-"):
        words = words[1:]
    if words[:1] == ["exec"] or words[:1] == ["sudo"]:
        words = words[1:]
    if not words:
        return None
    program = words[0].rsplit("/", 1)[-1]
    if program.startswith("python") and words[1:3] == ["-m", "pip"]:
        program, words = "pip", words[2:]
    if program.startswith("python") and words[1:3] in (["-m", "venv"], ["-m", "virtualenv"]):
        return None
    if program == "uv" and words[1:3] == ["pip", "install"]:
        return Install(("pip", "install", *_without(words[3:])), run)
    if program.startswith("pip") and words[1:2] == ["install"]:
        return Install(("pip", "install", *_without(words[2:])), run)
    if program == "uv" and words[1:2] == ["sync"]:
        return Install(tuple(words[1:]), run)
    if program == "uv" and words[1:2] in (["venv"], ["python"]):
        return None
    if program in ("npm", "npx") and words[1:2] not in (["config"], ["cache"]):
        return Node((program, *words[1:]), run)
    if program in ("npm", "npx"):
        return None
    if program in _SYSTEM_PACKAGES:
        if _SYSTEM_PACKAGES[program] not in words:
            return None
        listed = words[words.index(_SYSTEM_PACKAGES[program]) + 1 :]
        return System(tuple(word for word in listed if not word.startswith("-")), run)
    if program in _NOT_NEEDED:
        return None
    return Unknown(shlex.join(words), run)


def _without(words: Sequence[str]) -> list[str]:
    """pip's options without those that uv lacks or that would install elsewhere."""
    kept, skip = [], False
    for word in words:
        if skip:
            skip = False
        elif word in _PIP_DROPPED_WITH_VALUE:
            skip = True
        elif word not in _PIP_DROPPED and word.split("=", 1)[0] not in _PIP_DROPPED_WITH_VALUE:
            kept.append(word)
    return kept


def _simple(text: str) -> list[list[str]]:
    """The simple commands of a shell text; redirections stay words."""
    found: list[list[str]] = []
    for line in text.replace("\\\n", " ").splitlines():
        lexer = shlex.shlex(line, posix=True, punctuation_chars="&|;()")
        lexer.whitespace_split = True
        lexer.commenters = "#"
        current: list[str] = []
        try:
            for word in lexer:
                if word in _SEPARATORS or set(word) <= set("&|;()"):
                    found.append(current)
                    current = []
                else:
                    current.append(word)
        except ValueError:  # a quote that stays open: the shell's own syntax, not ours to run
            current = [line.strip()]
        found.append(current)
    return [words for words in found if words]
