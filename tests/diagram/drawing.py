"""What a picture says, in the words of its names."""

from __future__ import annotations

from stratiform.diagram.picture import Group, Picture


def told(picture: Picture) -> set[tuple[str, str, str]]:
    """Every line: from, label, to."""
    names = {node.id: node.name for node in picture.nodes()}
    return {(names[link.source], link.label, names[link.target]) for link in picture.links}


def tree(group: Group) -> dict[str, object]:
    """The names of the nodes in a group, and its groups by name."""
    inner: dict[str, object] = {one.name: tree(one) for one in group.groups}
    return {"": sorted(node.name for node in group.nodes)} | inner
