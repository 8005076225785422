"""The server's settings as a container's command gives them: ``redis-server --appendonly yes``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from stratiform.errors import ImageError

_PROGRAMS = ("redis-server", "valkey-server")

# Decided by the engine: where the data is, where the server listens, and how it is supervised.
_OURS = {
    "bind",
    "daemonize",
    "dir",
    "logfile",
    "pidfile",
    "port",
    "supervised",
    "unixsocket",
    "unixsocketperm",
}


@dataclass(frozen=True)
class Settings:
    """``lines`` are directives in order. ``file`` is a configuration file's container path."""

    lines: tuple[tuple[str, ...], ...]
    file: str | None = None
    password: str | None = None
    plain: bool = True
    certificate: str | None = None
    key: str | None = None
    waits: bool = False
    """The wrapper that starts the server waits for a file called ``ready`` beside the certificate."""

    def value(self, name: str) -> str | None:
        """The last value of a directive."""
        return next((" ".join(line[1:]) for line in reversed(self.lines) if line[0] == name), None)


def parse(words: Sequence[str]) -> Settings:
    """The settings in an entrypoint and command together. Raises ImageError when they start no server."""
    rest = _options(list(words))
    file = rest.pop(0) if rest and not rest[0].startswith("--") else None
    lines: list[tuple[str, ...]] = []
    for word in rest:
        if word.startswith("--"):
            lines.append((word.removeprefix("--").lower(),))
        else:
            lines[-1] = (*lines[-1], word)
    given = {line[0]: " ".join(line[1:]) for line in lines}
    tls = given.get("tls-port", "0") != "0"
    return Settings(
        lines=tuple(line for line in lines if line[0] not in _OURS and not line[0].startswith("tls-")),
        file=file,
        password=given.get("requirepass") or None,
        plain=given.get("port") != "0",
        certificate=given.get("tls-cert-file") if tls else None,
        key=given.get("tls-key-file") if tls else None,
        waits=tls and any("/ready" in word for word in words),
    )


def quoted(line: Sequence[str]) -> str:
    """One line of a configuration file, whatever characters the values have."""
    name, *values = line
    return " ".join([name, *(f'"{_escaped(value)}"' for value in values)])


def _escaped(value: str) -> str:
    encoded = value.encode()
    return "".join(
        chr(b) if re.match(rb"[\w .:/,-]", bytes([b]), re.ASCII) else f"\\x{b:02x}" for b in encoded
    )


def _options(words: list[str]) -> list[str]:
    for program in _PROGRAMS:
        if program in words:
            return words[words.index(program) + 1 :]
    for index, word in enumerate(words):
        if word.startswith("--") or word.endswith(".conf"):
            return words[index:]
    if words and words != ["docker-entrypoint.sh"]:
        raise ImageError(
            f"The cache image was given the command {' '.join(words)!r}, which the bundled server is not",
            fix="Start redis-server with options, or use a container engine for this image.",
        )
    return []
