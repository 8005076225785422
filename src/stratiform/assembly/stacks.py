"""The stacks of a cloud assembly and of its stages, in dependency order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

from stratiform.assembly import metadata, template
from stratiform.assembly.graph import Asset, Stack
from stratiform.assembly.manifest import Artifact, Manifest, file_name
from stratiform.assembly.order import Cycle, ordered
from stratiform.assembly.scalars import as_texts
from stratiform.assembly.source import Source
from stratiform.assembly.text import is_file, shown
from stratiform.assembly.tree import logical_ids
from stratiform.errors import NotAnAssembly, TemplateError

_STACK = "aws:cloudformation:stack"
_ENVIRONMENT = re.compile(r"^aws://([^/]+)/([^/]+)$")
_FIX = "Run `strat synth` (or `cdk synth`) again."


def sources(root: Manifest, uploads: Mapping[Path, Sequence[Asset]], notes: list[str]) -> list[Source]:
    """Every stack's source after those it needs. ``uploads`` has each assembly folder's file assets.

    A stack without its template is noted and left out, as in a committed snapshot, where another is left
    and none of them needs it. Raises NotAnAssembly, and TemplateError for stacks that need one another.
    """
    artifacts: dict[str, Artifact] = {}
    needs: dict[str, list[str]] = {}
    _collect(root, [], artifacts, needs)
    try:
        order = ordered(needs)
    except Cycle as cycle:
        where = shown(root.folder / "manifest.json")
        raise TemplateError(f"Stacks need one another: {cycle}", where=where, fix=_FIX) from None
    missing = [name for name in order if not is_file(_template_file(artifacts[name]))]
    if len(missing) == len(order) or any(name in needed for name in missing for needed in needs.values()):
        missing = []
    notes += [f"{name} is left out: {_template_file(artifacts[name]).name} is missing" for name in missing]
    tree = cache(partial(logical_ids, root))
    return [_source(artifacts[name], needs[name], uploads, tree) for name in order if name not in missing]


def _collect(
    manifest: Manifest, before: list[str], artifacts: dict[str, Artifact], needs: dict[str, list[str]]
) -> None:
    """Adds an assembly's stacks; ``before`` has the stacks that its stage needs."""
    for artifact in _stacks_in(manifest):
        if artifact.id in artifacts:
            folders = f"{shown(artifacts[artifact.id].folder)} and {shown(manifest.folder)}"
            raise NotAnAssembly(f"The stack {artifact.id!r} is in {folders}", fix=_FIX)
        artifacts[artifact.id] = artifact
        needs[artifact.id] = [*before, *_needed(manifest, artifact, {artifact.id})]
    for name, inner in manifest.nested.items():
        _collect(inner, [*before, *_needed(manifest, manifest.artifacts[name], {name})], artifacts, needs)


def _stacks_in(manifest: Manifest) -> Iterator[Artifact]:
    return (artifact for artifact in manifest.artifacts.values() if artifact.type == _STACK)


def _needed(manifest: Manifest, artifact: Artifact, seen: set[str]) -> list[str]:
    """The stacks that must come before ``artifact``, also through assets and stages."""
    found: dict[str, None] = {}
    for name in artifact.dependencies:
        other = manifest.artifacts.get(name)
        if other is None:
            where = shown(manifest.folder / "manifest.json")
            what = f"The artifact {artifact.id!r} depends on {name!r}, which is not in the assembly"
            raise NotAnAssembly(what, where=where, fix=_FIX)
        if other.type == _STACK:
            found[name] = None
        elif name in manifest.nested:
            for stage in manifest.nested[name].walk():
                found |= dict.fromkeys(inner.id for inner in _stacks_in(stage))
        elif name not in seen:
            seen.add(name)
            found |= dict.fromkeys(_needed(manifest, other, seen))
    return list(found)


def _template_file(artifact: Artifact) -> Path:
    return artifact.folder / file_name(artifact, "templateFile")


def _source(
    artifact: Artifact,
    needs: Sequence[str],
    uploads: Mapping[Path, Sequence[Asset]],
    tree: Callable[[], Mapping[str, str]],
) -> Source:
    properties = artifact.properties
    file = _template_file(artifact)
    body = template.load(file)
    name = properties.get("stackName")
    name = name if isinstance(name, str) else artifact.id
    account, region = _environment(artifact.environment)
    stack = Stack(
        id=artifact.id,
        name=name,
        path=artifact.display_name or artifact.id,
        template=file,
        account=account,
        region=region,
        depends_on=tuple(dict.fromkeys(needs)),
        parameters=as_texts(properties.get("parameters")),
        tags=as_texts(properties.get("tags")),
        termination_protection=properties.get("terminationProtection") is True,
        transform=template.transforms(body),
    )
    return Source(
        stack=stack,
        template=body,
        metadata=metadata.load(artifact, tree),
        uploads={
            asset.key.rpartition("/")[2]: asset.source
            for asset in uploads.get(artifact.folder, ())
            if asset.key and asset.packaging == "file"
        },
        stack_name=name,
    )


def _environment(text: str | None) -> tuple[str | None, str | None]:
    found = _ENVIRONMENT.match(text or "")
    if not found:
        return None, None
    account, region = found[1], found[2]
    return (
        None if account == "unknown-account" else account,
        None if region == "unknown-region" else region,
    )
