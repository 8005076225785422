"""The picture as one JSON document."""

from __future__ import annotations

from typing import Any

from stratiform.assembly.graph import Resource
from stratiform.diagram.nodes import remarks
from stratiform.diagram.picture import Group, Node, Picture


def document(picture: Picture) -> dict[str, Any]:
    """Plain values: nested groups with their nodes, the links between node ids, and what is left aside."""
    return {
        "title": picture.title,
        "subtitle": picture.subtitle,
        "root": _group(picture.root),
        "links": [
            {
                "source": link.source,
                "target": link.target,
                "label": link.label,
                "reasons": list(link.reasons),
                "faint": link.faint,
                "change": link.change,
            }
            for link in picture.links
        ],
        "aside": [str(address) for address in picture.aside],
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "id": group.id,
        "kind": group.kind,
        "name": group.name,
        "nodes": [node_document(node) for node in group.nodes],
        "groups": [_group(inner) for inner in group.groups],
        "parts": [resource_document(part) for part in group.parts],
        "change": group.change,
    }


def node_document(node: Node) -> dict[str, Any]:
    """One node with the addresses of what it stands for and of what is folded into it."""
    return {
        "id": node.id,
        "name": node.name,
        "noun": node.noun,
        "shape": node.shape,
        "facts": list(node.facts),
        "members": [resource_document(member) for member in node.members],
        "parts": [resource_document(part) for part in node.parts],
        "findings": [{"severity": one.severity, "title": one.title} for one in remarks(node)],
        "cost": node.cost,
        "change": node.change,
    }


def resource_document(resource: Resource) -> dict[str, Any]:
    """Where a resource is and what it is."""
    return {
        "address": str(resource.address),
        "type": resource.type,
        "path": resource.path,
        "origin": str(resource.origin) if resource.origin else None,
    }
