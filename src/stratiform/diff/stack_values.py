"""Outputs, exports and parameters that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from stratiform.assembly.graph import Graph, Stack
from stratiform.diff.changes import ABSENT, ValueChange
from stratiform.diff.pairing import Pairing

# The CDK makes these by itself: where assets go, and which bootstrap it needs.
_NOISE = re.compile(
    r"^(AssetParameters[0-9a-f]{64}|BootstrapVersion$)|(S3Bucket|S3VersionKey|ArtifactHash)[0-9A-F]{8}Ref$"
)


def changes(before: Graph, after: Graph, pairing: Pairing) -> tuple[ValueChange, ...]:
    """What the stacks take and give, where it differs."""
    back = {new: old for old, new in pairing.after.items()}
    found: list[ValueChange] = []
    for stack in dict.fromkeys((*pairing.after.values(), *after.stacks)):
        if stack in back:
            for what, old, new in _kinds(before, back[stack], after, stack):
                found += _compared(what, stack, old, new)
    return tuple(found)


def _kinds(
    before: Graph, old: str, after: Graph, new: str
) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    yield "setting", _settings(before.stacks[old]), _settings(after.stacks[new])
    yield "output", _outputs(before, old), _outputs(after, new)
    yield "export", _exports(before, old), _exports(after, new)
    yield (
        "parameter",
        before.stacks[old].body.get("Parameters") or {},
        after.stacks[new].body.get("Parameters") or {},
    )


def _outputs(graph: Graph, stack: str) -> dict[str, Any]:
    written = graph.stacks[stack].body.get("Outputs") or {}
    return {
        one.address.logical_id: _written(written, one.address.logical_id, one.value)
        for one in graph.outputs
        if one.address.stack == stack
    }


def _written(section: Any, name: str, value: Any) -> Any:
    body = section.get(name) if isinstance(section, dict) else None
    return body.get("Value", value) if isinstance(body, dict) else value


def _exports(graph: Graph, stack: str) -> dict[str, Any]:
    return {
        one.export: one.address.logical_id
        for one in graph.outputs
        if one.address.stack == stack and one.export
    }


def _settings(stack: Stack) -> dict[str, Any]:
    return {"termination protection": True} if stack.termination_protection else {}


def _compared(what: str, stack: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[ValueChange]:
    for name in dict.fromkeys((*old, *new)):
        was, will = old.get(name, ABSENT), new.get(name, ABSENT)
        if was != will and not _NOISE.search(name):
            yield ValueChange(what, stack, name, was, will)
