"""Which assemblies and mappings images come from: a file of the engine's state, read at every lookup."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from stratiform.caches import caches
from stratiform.local.engine.images.launch import Catalogue
from stratiform.local.state import write_private

_FILE = "catalogue.json"


def write(
    folder: Path,
    *,
    assemblies: Sequence[Path] = (),
    mapped: Mapping[str, str] | None = None,
    base: Path | None = None,
) -> None:
    """Say where images come from: assembly folders, ``[local.images]``, and the folder of stratiform.toml."""
    value = {
        "assemblies": [str(path.resolve()) for path in assemblies],
        "mapped": dict(mapped or {}),
        "base": str(base.resolve()) if base else None,
    }
    write_private(folder / _FILE, json.dumps(value).encode())


def read(folder: Path) -> Catalogue:
    """The catalogue of the engine whose state is ``folder``."""
    try:
        value = json.loads((folder / _FILE).read_text())
    except (OSError, ValueError):
        value = {}
    return Catalogue(
        state=folder,
        cache=cache(),
        assemblies=tuple(Path(path) for path in value.get("assemblies", ())),
        mapped=value.get("mapped", {}),
        base=Path(value["base"]) if value.get("base") else None,
    )


def cache() -> Path:
    """What all apps of this user share: installed packages and interpreters."""
    folder = caches() / "engine"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
