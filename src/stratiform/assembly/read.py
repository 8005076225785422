"""``read``: a cloud assembly or a template becomes a Graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from stratiform.assembly import assets, manifest, stacks, template
from stratiform.assembly.edges import edges
from stratiform.assembly.graph import Asset, Graph, Stack, Use
from stratiform.assembly.scalars import is_known
from stratiform.assembly.scope import UNKNOWN
from stratiform.assembly.source import Source
from stratiform.assembly.stack import ResolvedStack, resolve_stack
from stratiform.assembly.text import is_file, is_folder, shown, shown_name
from stratiform.errors import NotAnAssembly


def read(path: Path) -> Graph:
    """The graph of the cdk.out folder or of the template file (JSON or YAML) at ``path``.

    Raises NotAnAssembly when there is neither, and TemplateError, with the file and line, when a template
    cannot be read.
    """
    path = Path(path)
    return _assembly(path) if is_folder(path) else _template(path)


def _assembly(folder: Path) -> Graph:
    if not is_file(folder / "manifest.json"):
        inner = folder / "cdk.out"
        fix = f"Name {shown(inner)}." if is_file(inner / "manifest.json") else "Run `strat synth` first."
        raise NotAnAssembly(f"{shown(folder)} has no manifest.json", fix=fix)
    root = manifest.load(folder)
    notes = [
        f"{shown(inner.folder)} has the schema version {inner.version}; "
        f"versions {manifest.OLDEST} to {manifest.NEWEST} are known, so some of it may not be understood"
        for inner in root.walk()
        if not manifest.OLDEST <= inner.version <= manifest.NEWEST
    ]
    found = {inner.folder: assets.load(inner, notes) for inner in root.walk()}
    return _graph(
        stacks.sources(root, found, notes), [asset for group in found.values() for asset in group], notes
    )


def _template(file: Path) -> Graph:
    body = template.load(file)
    if "Resources" not in body.body:
        raise body.error(f"{shown_name(file)} has no Resources, so it is not a CloudFormation template")
    stack = Stack(
        id=file.name.split(".")[0] or file.name,
        name=file.name.split(".")[0] or file.name,
        path="",
        template=file,
        transform=template.transforms(body),
    )
    return _graph([Source(stack, body)], (), ())


def _graph(sources: Iterable[Source], published: Iterable[Asset], notes: Sequence[str]) -> Graph:
    resolved: list[ResolvedStack] = []
    uses: dict[Use, None] = {}
    for source in sources:
        resolved += resolve_stack(source, partial(_imported, resolved, source.stack)).walk()
        uses |= dict.fromkeys(source.metadata.uses)
    return Graph(
        stacks={each.stack.id: replace(each.stack, body=each.template.body) for each in resolved},
        resources={one.address: one for each in resolved for one in each.resources.values()},
        edges=edges(resolved),
        uses=tuple(uses),
        outputs=tuple(output for each in resolved for output in each.outputs.values()),
        assets=tuple(dict.fromkeys(published)),
        notes=(*notes, *(note for each in resolved for note in each.notes)),
    )


def _imported(exporters: Sequence[ResolvedStack], stack: Stack, export: str) -> Any:
    """The value that an earlier stack of the same account and region exports, where it is known."""
    for exporter in exporters:
        if (exporter.stack.account, exporter.stack.region) == (stack.account, stack.region):
            for output in exporter.outputs.values():
                if output.export == export and is_known(output.value):
                    return output.value
    return UNKNOWN
