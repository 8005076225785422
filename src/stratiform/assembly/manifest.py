"""manifest.json of a cloud assembly and of the assemblies nested in it (stages)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stratiform.assembly import json_text
from stratiform.assembly.document import Malformed
from stratiform.assembly.text import read_text, shown, shown_name
from stratiform.errors import NotAnAssembly

OLDEST, NEWEST = 36, 55
# A version adds a little to the one before. Of one so far ahead nothing can be promised.
TOO_NEW = NEWEST + 20
_FIX = "Run `strat synth` (or `cdk synth`) again, and name its output folder."


@dataclass(frozen=True)
class Artifact:
    """One artifact. ``id`` is unique in its assembly only; ``folder`` is that assembly's folder."""

    id: str
    type: str
    folder: Path
    properties: Mapping[str, Any]
    environment: str | None = None
    display_name: str | None = None
    dependencies: tuple[str, ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict)
    metadata_file: str | None = None


@dataclass(frozen=True)
class Manifest:
    """One assembly. ``nested`` has the manifests of its stages by artifact id."""

    folder: Path
    version: int
    artifacts: Mapping[str, Artifact]
    nested: Mapping[str, Manifest]

    def walk(self) -> Iterator[Manifest]:
        """This assembly and every one below it."""
        yield self
        for inner in self.nested.values():
            yield from inner.walk()


def load(folder: Path, *, within: tuple[str, ...] = ()) -> Manifest:
    """The assembly in ``folder`` with its stages. Raises NotAnAssembly."""
    file = folder / "manifest.json"
    body = read_json(file)
    version = _version(body, file)
    real = os.path.realpath(folder)
    if real in within:
        raise NotAnAssembly(f"{shown(folder)} is nested in itself", where=shown(file), fix=_FIX)
    artifacts = {
        name: _artifact(name, artifact, folder, file)
        for name, artifact in _mapping(body, "artifacts", file).items()
    }
    nested = {
        artifact.id: load(folder / file_name(artifact, "directoryName"), within=(*within, real))
        for artifact in artifacts.values()
        if artifact.type == "cdk:cloud-assembly"
    }
    return Manifest(folder, version, artifacts, nested)


def read_json(file: Path) -> Mapping[str, Any]:
    """The JSON object in one of an assembly's files. Raises NotAnAssembly with the file and line."""
    text = read_text(file, NotAnAssembly)
    try:
        value = json_text.parse(text).value
    except Malformed as failure:
        raise NotAnAssembly(
            f"{shown_name(file)} {failure.problem}", where=f"{shown(file)}:{failure.line}", fix=_FIX
        ) from None
    if not isinstance(value, dict):
        raise NotAnAssembly(f"{shown_name(file)} is not a JSON object", where=f"{shown(file)}:1", fix=_FIX)
    return value


def file_name(artifact: Artifact, name: str) -> str:
    """A property of the artifact that names a file or folder. Raises NotAnAssembly."""
    value = artifact.properties.get(name)
    if not isinstance(value, str):
        where = shown(artifact.folder / "manifest.json")
        raise NotAnAssembly(f"The artifact {artifact.id!r} has no {name}", where=where, fix=_FIX)
    return value


def _artifact(name: str, body: Any, folder: Path, file: Path) -> Artifact:
    if not isinstance(body, dict) or not isinstance(body.get("type"), str):
        raise NotAnAssembly(f"The artifact {name!r} has no type", where=shown(file), fix=_FIX)
    dependencies = body.get("dependencies")
    return Artifact(
        id=name,
        type=body["type"],
        folder=folder,
        properties=_mapping(body, "properties", file),
        environment=_text(body.get("environment")),
        display_name=_text(body.get("displayName")),
        dependencies=tuple(d for d in dependencies if isinstance(d, str))
        if isinstance(dependencies, list)
        else (),
        metadata=_mapping(body, "metadata", file),
        metadata_file=_text(body.get("additionalMetadataFile")),
    )


def _version(body: Mapping[str, Any], file: Path) -> int:
    version = body.get("version")
    major = version.split(".")[0] if isinstance(version, str) else ""
    if not (major.isascii() and major.isdigit() and len(major) < 9):
        what = f"{shown_name(file)} has no schema version: it is {version!r}"
        raise NotAnAssembly(what, where=shown(file), fix=_FIX)
    if int(major) >= TOO_NEW:
        what = f"{shown_name(file)} has the schema version {major}; {NEWEST} is the newest that is known"
        fix = "Update Stratiform, or synthesize with an older CDK."
        raise NotAnAssembly(what, where=shown(file), fix=fix)
    return int(major)


def _mapping(body: Mapping[str, Any], key: str, file: Path) -> Mapping[str, Any]:
    value = body.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise NotAnAssembly(f"{key} must be an object in {shown_name(file)}", where=shown(file), fix=_FIX)
    return value


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
