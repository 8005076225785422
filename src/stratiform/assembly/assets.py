"""``*.assets.json``: what must be published before the stacks that name it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from stratiform.assembly.graph import Asset
from stratiform.assembly.manifest import Manifest, file_name, read_json
from stratiform.assembly.text import is_file
from stratiform.errors import NotAnAssembly


def load(manifest: Manifest, notes: list[str]) -> tuple[Asset, ...]:
    """The assets of one assembly, one for each place it goes to. Raises NotAnAssembly.

    A missing asset manifest is only noted: whoever reads need not publish.

    An asset that a command must build (``source.executable``) is left out: nothing is on disk to read.
    """
    found: dict[Asset, None] = {}
    for artifact in manifest.artifacts.values():
        if artifact.type == "cdk:asset-manifest":
            file = manifest.folder / file_name(artifact, "file")
            if not is_file(file):
                notes.append(f"{file.name} is not in the assembly, so its assets are not known")
                continue
            body = read_json(file)
            try:
                found |= dict.fromkeys(_files(body, file.parent))
                found |= dict.fromkeys(_images(body, file.parent))
            except (AttributeError, KeyError, TypeError) as failure:
                raise NotAnAssembly(
                    f"{file} is not an asset manifest: {failure!r}",
                    where=str(file),
                    fix="Run `strat synth` (or `cdk synth`) again.",
                ) from None
    return tuple(found)


def _files(body: Mapping[str, Any], folder: Path) -> Iterator[Asset]:
    for name, asset in (body.get("files") or {}).items():
        if "path" in asset["source"]:
            for destination in asset["destinations"].values():
                yield Asset(
                    id=name,
                    packaging=str(asset["source"].get("packaging", "file")),
                    source=_absolute(folder, asset["source"]["path"]),
                    bucket=str(destination["bucketName"]),
                    key=str(destination["objectKey"]),
                )


def _images(body: Mapping[str, Any], folder: Path) -> Iterator[Asset]:
    for name, asset in (body.get("dockerImages") or {}).items():
        if "directory" in asset["source"]:
            for destination in asset["destinations"].values():
                yield Asset(
                    id=name,
                    packaging="image",
                    source=_absolute(folder, asset["source"]["directory"]),
                    repository=str(destination["repositoryName"]),
                    tag=str(destination["imageTag"]),
                )


def _absolute(folder: Path, path: str) -> Path:
    return Path(os.path.abspath(folder / path))  # noqa: PTH100  (resolve() would follow symbolic links)
