"""What a side of a comparison is written as."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from pathlib import Path


class Where(enum.Enum):
    """Where one side comes from."""

    PATH = "path"
    REVISION = "git"
    STACK = "stack"
    LOCAL = "local"
    DEPLOYED = "deployed"


@dataclass(frozen=True)
class Target:
    """One side. ``name`` is the path, the revision, the stack's name, or the app of a local run.

    ``guessed`` tells that the text is no path and may be no revision either.
    """

    where: Where
    name: str
    guessed: bool = False


def target(text: str) -> Target:
    """``git:REV``, ``stack:NAME``, ``local:`` or ``local:APP``; else a path that exists, else a revision."""
    prefix, colon, rest = text.partition(":")
    if colon and not Path(text).exists():
        for where in (Where.REVISION, Where.STACK, Where.LOCAL):
            if prefix == where.value:
                return Target(where, rest)
    return Target(Where.PATH, text) if Path(text).exists() else Target(Where.REVISION, text, guessed=True)


def sides(before: str | None, after: str | None) -> tuple[Target, Target]:
    """The two targets. One path is compared with what is deployed; anything else alone, with ``.``."""
    here = Target(Where.PATH, ".")
    if before is None:
        return Target(Where.DEPLOYED, ""), target(after) if after else here
    first = target(before)
    if after is not None:
        return first, target(after)
    return (Target(Where.DEPLOYED, ""), first) if first.where is Where.PATH else (first, here)
