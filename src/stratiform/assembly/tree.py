"""tree.json: the construct tree, which tells logical ids where a stack's metadata does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from stratiform.assembly.manifest import Manifest, file_name, read_json
from stratiform.assembly.text import is_file

_LOGICAL_ID = "aws:cdk:cloudformation:logicalId"


def logical_ids(root: Manifest) -> Mapping[str, str]:
    """The logical id of each construct path of the whole app; empty where the tree has none (older CDKs).

    Raises NotAnAssembly for a tree that is not JSON.
    """
    found: dict[str, str] = {}
    for artifact in root.artifacts.values():
        if artifact.type == "cdk:tree" and is_file(file := root.folder / file_name(artifact, "file")):
            for node in _nodes(read_json(file).get("tree")):
                attributes = node.get("attributes")
                logical_id = attributes.get(_LOGICAL_ID) if isinstance(attributes, dict) else None
                if isinstance(logical_id, str) and isinstance(node.get("path"), str):
                    found[node["path"]] = logical_id
    return found


def _nodes(tree: Any) -> Iterator[Mapping[str, Any]]:
    """Every node of the tree; never recurses, however deep that is."""
    nodes = [tree]
    while nodes:
        node = nodes.pop()
        if isinstance(node, dict):
            yield node
            children = node.get("children")
            nodes += children.values() if isinstance(children, dict) else ()
