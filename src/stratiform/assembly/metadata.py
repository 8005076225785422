"""What the CDK wrote about constructs: logical ids, where they were created, what they declare to use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stratiform.assembly.frames import users_line
from stratiform.assembly.graph import Origin, Use
from stratiform.assembly.manifest import Artifact, read_json
from stratiform.assembly.text import is_file

# A nested stack's resource is named after the scope of its contents.
_NESTED = re.compile(r"^(?P<scope>.+)\.NestedStack/[^/]+\.NestedStackResource$")


@dataclass(frozen=True)
class Metadata:
    """``constructs`` has, for each scope that owns a template, the construct path of each logical id.

    The scope of a nested stack is its construct path; the stack itself has the scope ``""``.
    """

    constructs: Mapping[str, Mapping[str, str]]
    origins: Mapping[str, Origin]
    uses: tuple[Use, ...]


NOTHING = Metadata({}, {}, ())


def load(artifact: Artifact, tree: Callable[[], Mapping[str, str]]) -> Metadata:
    """A stack's metadata, in the manifest or in its own file (since schema 52).

    ``tree`` gives the logical ids of construct paths; it is asked only where the metadata has none.
    Raises NotAnAssembly for a file that is not JSON.
    """
    entries = dict(artifact.metadata)
    if artifact.metadata_file and is_file(artifact.folder / artifact.metadata_file):
        entries |= read_json(artifact.folder / artifact.metadata_file)
    logical_ids: dict[str, str] = {}
    origins: dict[str, Origin] = {}
    uses: list[Use] = []
    for path, type_, data, trace in _entries(entries):
        match type_, data:
            case "aws:cdk:logicalId", str():
                logical_ids[path] = data
                if origin := users_line(trace):
                    origins[path] = origin
            case "aws:cdk:creationStack", list():
                if path not in origins and (origin := users_line(data)):
                    origins[path] = origin
            case "stratiform:uses", {"path": str(resource), "access": str(access)}:
                uses.append(Use(path, resource.removeprefix("/"), access))
    if not logical_ids:
        below = f"{artifact.display_name or artifact.id}/"
        logical_ids = {path: name for path, name in tree().items() if path.startswith(below)}
    return Metadata(_by_scope(logical_ids), origins, tuple(uses))


def nested_scope(path: str) -> str | None:
    """The scope of the contents of the nested stack whose resource has this path, if it is one."""
    found = _NESTED.match(path)
    return found["scope"] if found else None


def _entries(metadata: Mapping[str, Any]) -> Iterator[tuple[str, str, Any, Any]]:
    for path, entries in metadata.items():
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict) and isinstance(entry.get("type"), str):
                yield path.removeprefix("/"), entry["type"], entry.get("data"), entry.get("trace")


def _by_scope(logical_ids: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    scopes = {scope for path in logical_ids if (scope := nested_scope(path))}
    constructs: dict[str, dict[str, str]] = {scope: {} for scope in ("", *scopes)}
    for path, logical_id in logical_ids.items():
        scope = path
        while scope and scope not in scopes:
            scope = scope.rpartition("/")[0]
        constructs[scope][logical_id] = path
    return constructs
