"""The picture of a system as frozen values: boxes in boxes, nodes, and what leads from one to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from stratiform.assembly.graph import Address, Resource

Change = Literal["added", "changed", "removed"]
Detail = Literal["all", "default", "overview"]


@dataclass(frozen=True)
class Remark:
    """One finding about a resource; ``severity`` is the checker's own word, e.g. ``high``."""

    severity: str
    title: str


@dataclass(frozen=True)
class Note:
    """What other tools say of one resource; ``cost`` is in US dollars a month."""

    findings: tuple[Remark, ...] = ()
    cost: float | None = None
    change: Change | None = None


@dataclass(frozen=True)
class Node:
    """One resource, or several alike, with the plumbing folded into it.

    ``id`` is unique in the picture and made of letters and digits. ``facts`` are short texts, the most
    telling first. ``shape`` is a key of ``categories.CATEGORIES``.
    """

    id: str
    name: str
    noun: str
    shape: str
    facts: tuple[str, ...] = ()
    members: tuple[Resource, ...] = ()
    parts: tuple[Resource, ...] = ()
    findings: tuple[Remark, ...] = ()
    cost: float | None = None
    change: Change | None = None

    @property
    def count(self) -> int:
        """How many resources of one kind this node stands for."""
        return len(self.members)


OUTSIDE: Final = Node("outside", "Internet", "Users and other systems", "actor")


@dataclass(frozen=True)
class Group:
    """A box around nodes and other boxes. ``kind`` is account, region, vpc, tier or stack."""

    id: str
    kind: str
    name: str
    groups: tuple[Group, ...] = ()
    nodes: tuple[Node, ...] = ()
    parts: tuple[Resource, ...] = ()
    change: Change | None = None

    def walk(self) -> Iterator[Group]:
        """This group, then every one inside it."""
        yield self
        for group in self.groups:
            yield from group.walk()


@dataclass(frozen=True)
class Link:
    """What leads from one node to another, by their ids.

    ``label`` says what it does. ``reasons`` say from which property or declaration that is known. A faint
    link is a reference whose meaning is not known.
    """

    source: str
    target: str
    label: str
    reasons: tuple[str, ...] = ()
    faint: bool = False
    change: Change | None = None


@dataclass(frozen=True)
class Picture:
    """``root`` holds everything; ``aside`` are resources that serve nothing drawn, e.g. CDK metadata."""

    title: str
    subtitle: str
    root: Group
    links: tuple[Link, ...] = ()
    aside: tuple[Address, ...] = field(default=())

    def nodes(self) -> Iterator[Node]:
        """Every node, outer groups first."""
        for group in self.root.walk():
            yield from group.nodes
