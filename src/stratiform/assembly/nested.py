"""Nested stacks: which template an ``AWS::CloudFormation::Stack`` creates, and its file on this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from stratiform.assembly import template
from stratiform.assembly.graph import Resource, Stack
from stratiform.assembly.metadata import nested_scope
from stratiform.assembly.scalars import as_texts
from stratiform.assembly.source import Source
from stratiform.assembly.text import is_file

TYPE = "AWS::CloudFormation::Stack"


def passed(resource: Resource) -> Mapping[str, Any]:
    """The parameters the parent gives, in the parent's terms."""
    values = resource.properties.get("Parameters")
    return values if isinstance(values, dict) else {}


def source(parent: Source, resource: Resource) -> Source | None:
    """The nested stack's source, or None when its template is not on this machine. Raises TemplateError."""
    file = _file(parent, resource)
    if file is None:
        return None
    real = os.path.realpath(file)
    if real in parent.within:
        here = ("Resources", resource.address.logical_id)
        raise parent.template.error(f"The nested stack {resource.path} holds itself", *here)
    stack = parent.stack
    scope = nested_scope(resource.path)
    return Source(
        stack=Stack(
            id=f"{stack.id}.{resource.address.logical_id}",
            name=f"{stack.name}.{resource.address.logical_id}",
            path=scope or resource.path,
            template=file,
            account=stack.account,
            region=stack.region,
            parent=resource.address,
            parameters=as_texts(passed(resource)),
            tags=stack.tags,
        ),
        template=template.load(file),
        metadata=parent.metadata,
        scope=scope or resource.path,
        uploads=parent.uploads,
        within=(*parent.within, real),
    )


def _file(parent: Source, resource: Resource) -> Path | None:
    """As the asset's metadata says, as the asset manifest says, or beside a template that names it."""
    folder = parent.template.file.parent
    said = resource.metadata.get("aws:asset:path")
    if isinstance(said, str) and is_file(folder / said):
        return folder / said
    url = resource.properties.get("TemplateURL")
    for text in _texts(url):
        upload = parent.uploads.get(text.rpartition("/")[2])
        if upload is not None:
            return upload
    if isinstance(url, str) and "://" not in url and not url.startswith("/"):
        beside = folder / url
        return beside if is_file(beside) else None
    return None


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(inner)
