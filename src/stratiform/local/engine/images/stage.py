"""What a Dockerfile says, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from stratiform.local.engine.images.launch import Config


@dataclass(frozen=True)
class Copy:
    """``COPY`` or ``ADD``: ``texts`` are (file name, content) of heredocs, ``origin`` is ``--from``."""

    sources: tuple[str, ...]
    target: str
    origin: str | None
    line: int
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Run:
    """``RUN``: shell text, or ``words`` where it is JSON. ``binds`` are (source, target) mounts."""

    text: str
    words: tuple[str, ...] | None
    folder: str
    env: Mapping[str, str]
    line: int
    binds: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Stage:
    """One ``FROM``. ``base`` is an image's name; ``parent`` the stage it continues, where it does.

    ``folders`` are made by ``WORKDIR``; ``arguments`` are the values of ``ARG`` so far.
    """

    base: str
    name: str = ""
    line: int = 1
    parent: int | None = None
    config: Config = field(default_factory=Config)
    shell: tuple[str, ...] = ("/bin/sh", "-c")
    steps: tuple[Copy | Run, ...] = ()
    folders: tuple[str, ...] = ()
    arguments: Mapping[str, str] = field(default_factory=dict)

    @property
    def variables(self) -> Mapping[str, str]:
        """What ``$NAME`` means here: ENV wins over ARG."""
        return {**self.arguments, **self.config.env}
