"""Which environment a resource belongs to, where the assembly says so. Names of things say nothing here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import items

_KEYS = ("stratiform:tier", "environment", "env", "stage")  # the first that is there counts
_PRODUCTION = re.compile(r"(?:prod|production|prd|live)(?:[-_ ].+)?", re.IGNORECASE)


def environment(resource: Resource, graph: Graph) -> str | None:
    """What the tag of the tier says, or ``Environment``, ``Env`` or ``Stage``; else the stack's tags."""
    tags = tags_of(resource)
    stack = graph.stacks.get(resource.address.stack)
    for known in (tags, stack.tags if stack else {}):
        said = {key.lower(): value for key, value in known.items() if isinstance(value, str)}
        for key in _KEYS:
            if key in said:
                return said[key]
    return None


def is_production(resource: Resource, graph: Graph) -> bool:
    """Whether a tag says that the resource is of production."""
    found = environment(resource, graph)
    return found is not None and _PRODUCTION.fullmatch(found) is not None


def is_not_production(resource: Resource, graph: Graph) -> bool:
    """Whether a tag says that the resource is of another environment than production."""
    found = environment(resource, graph)
    return found is not None and _PRODUCTION.fullmatch(found) is None


def tags_of(resource: Resource) -> Mapping[str, Any]:
    """The resource's own tags, in either shape that CloudFormation has for them."""
    tags = resource.properties.get("Tags")
    if isinstance(tags, Mapping):
        return tags
    found: dict[str, Any] = {}
    for tag in items(tags):
        if isinstance(tag, Mapping) and isinstance(tag.get("Key"), str):
            found[tag["Key"]] = tag.get("Value")
    return found
