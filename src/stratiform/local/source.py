"""What a user points at: an app to synthesize, an assembly or a template; and where its state is kept."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from pathlib import Path

from stratiform.errors import NotAnApp


class Kind(enum.Enum):
    """How the definition is written down."""

    APP = "app"
    ASSEMBLY = "assembly"
    TEMPLATE = "template"


@dataclass(frozen=True)
class Source:
    """``path`` is what to synthesize or read; ``home`` is the folder whose local cloud it runs in."""

    kind: Kind
    path: Path
    home: Path


def source(path: Path) -> Source:
    """What ``path`` is. An assembly and a template run in the local cloud of the folder that holds them.

    Raises NotAnApp when there is nothing at ``path``, or nothing that this user may see.
    """
    try:
        there = path.exists()
    except OSError as error:
        raise NotAnApp(
            f"{path} cannot be looked at: {error.strerror}.",
            where=str(path.absolute()),
            fix="Correct the path, or the permissions of its folder.",
        ) from None
    if not there:
        raise NotAnApp(
            f"There is nothing at {path}.",
            where=str(path.absolute()),
            fix="Name a folder with a CDK app, a cdk.out folder or a template file.",
        )
    whole = path.resolve()
    if whole.is_file():
        return Source(Kind.TEMPLATE, whole, whole.parent)
    if (whole / "manifest.json").is_file():
        return Source(Kind.ASSEMBLY, whole, whole.parent)
    return Source(Kind.APP, whole, whole)
