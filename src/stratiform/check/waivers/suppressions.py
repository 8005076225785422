"""Suppressions that a template's metadata holds for other checkers.

They count for our rules of the same faults, since their authors looked at the fault and gave a reason. They
name no owner and never expire, which the waiver shows. One of cdk-nag's that accepts only a part of its rule
(``appliesTo``) does not count: our finding is about the whole.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.properties import items


@dataclass(frozen=True)
class Suppression:
    """``id`` is the rule's id in ``checker``: ``cdk_nag``, ``cfn_nag``, ``checkov`` or ``guard``."""

    address: Address
    checker: str
    id: str
    reason: str


def read(graph: Graph) -> tuple[Suppression, ...]:
    """Every suppression in the metadata of the graph's resources."""
    return tuple(one for resource in graph.resources.values() for one in _of(resource))


def _of(resource: Resource) -> Iterator[Suppression]:
    for checker, members, text in (
        ("cdk_nag", "rules_to_suppress", "reason"),
        ("cfn_nag", "rules_to_suppress", "reason"),
        ("checkov", "skip", "comment"),
        ("guard", "SuppressedRules", "reason"),
    ):
        section = resource.metadata.get(checker)
        for entry in items(section.get(members)) if isinstance(section, Mapping) else ():
            entry = {"id": entry} if isinstance(entry, str) else entry  # Guard's own form
            if isinstance(entry, Mapping) and isinstance(entry.get("id"), str) and not _partial(entry):
                yield Suppression(resource.address, checker, entry["id"], _reason(entry, text))


def _partial(entry: Mapping[str, Any]) -> bool:
    return bool(entry.get("applies_to") or entry.get("appliesTo"))


def _reason(entry: Mapping[str, Any], text: str) -> str:
    reason = str(entry.get(text) or "no reason is given")
    if entry.get("is_reason_encoded") is True:
        try:
            return base64.b64decode(reason, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            return reason
    return reason
