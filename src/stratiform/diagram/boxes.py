"""The boxes of a picture: account and region, VPC, subnet tier, stack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.diagram.card import cost
from stratiform.diagram.facts import facts
from stratiform.diagram.names import names
from stratiform.diagram.network import Place, Tier
from stratiform.diagram.nouns import counted
from stratiform.diagram.picture import Change, Group, Node, Note

# From the outermost in: (kind, key). The key tells two boxes of one kind apart.
Box = tuple[tuple[str, str], ...]

_ORDER: Final = {tier.value: number for number, tier in enumerate(Tier)}


def path_of(graph: Graph, place: Place | None, address: Address, *, several: bool) -> Box:
    """The boxes around one node. ``several`` says that nodes of more than one stack are drawn."""
    stack = graph.stacks[address.stack]
    path: list[tuple[str, str]] = []
    if stack.account or stack.region:
        path.append(("account", f"{stack.account or ''}\n{stack.region or ''}"))
    if place and place.vpc:
        path.append(("vpc", f"{place.vpc.stack}\n{place.vpc.logical_id}"))
        if place.tier:
            path.append(("tier", place.tier.value))
    elif place and place.given:
        path.append(("vpc", place.given))
    own = place and place.vpc and place.vpc.stack == address.stack
    if several and not own:
        path.append(("stack", address.stack))
    return tuple(path)


def boxes(
    graph: Graph,
    nodes: Mapping[Box, Sequence[Node]],
    parts: Mapping[Address, Sequence[Resource]],
    notes: Mapping[Address, Note],
) -> Group:
    """The outermost box, which is not drawn itself, with every other in it."""
    inner: dict[Box, dict[Box, None]] = {(): {}}
    for path in nodes:
        for depth in range(1, len(path) + 1):
            inner.setdefault(path[: depth - 1], {})[path[:depth]] = None
            inner.setdefault(path[:depth], {})
    numbers = {path: number for number, path in enumerate(inner)}

    def group(path: Box) -> Group:
        kind, key = path[-1] if path else ("root", "")
        vpc = Address(*key.split("\n")) if kind == "vpc" and "\n" in key else None
        held = (graph.resources[vpc], *parts.get(vpc, ())) if vpc else ()
        return Group(
            id=f"g{numbers[path]}",
            kind=kind,
            name=" · ".join(
                [_name(graph, kind, key), *_noted(notes[p.address] for p in held if p.address in notes)]
            ),
            groups=tuple(group(below) for below in sorted(inner[path], key=_place)),
            nodes=tuple(nodes.get(path, ())),
            parts=held,
            change=_change(vpc, notes),
        )

    return group(())


def _noted(notes: Iterable[Note]) -> Iterator[str]:
    """How many findings a box's own resources have, and what those cost."""
    known = list(notes)
    if count := sum(len(note.findings) for note in known):
        yield counted("finding", count)
    if costs := [note.cost for note in known if note.cost]:
        yield cost(sum(costs))


def _place(path: Box) -> int:
    kind, key = path[-1]
    return _ORDER[key] if kind == "tier" else len(_ORDER)


def _change(vpc: Address | None, notes: Mapping[Address, Note]) -> Change | None:
    note = notes.get(vpc) if vpc else None
    return note.change if note else None


def _name(graph: Graph, kind: str, key: str) -> str:
    match kind:
        case "account":
            account, region = key.split("\n")
            return " · ".join([*([f"Account {account}"] if account else []), *([region] if region else [])])
        case "vpc" if "\n" not in key:
            return f"VPC {key}"
        case "vpc":
            address = Address(*key.split("\n"))
            resource = graph.resources[address]
            called = names(graph, [address])[address]
            return " · ".join(["VPC" if called.lower() == "vpc" else f"VPC {called}", *facts(resource)])
        case "tier":
            return (
                "Private subnets with egress" if key == Tier.EGRESS.value else f"{key.capitalize()} subnets"
            )
        case "stack":
            stack = graph.stacks[key]
            return f"Nested stack {_nested(graph, stack.parent)}" if stack.parent else f"Stack {stack.name}"
    return ""


def _nested(graph: Graph, parent: Address) -> str:
    """What the construct that makes a nested stack is called; the CDK puts it in one of its own."""
    path = graph.resources[parent].path if parent in graph.resources else parent.logical_id
    return path.removesuffix(".NestedStackResource").removesuffix(".NestedStack").split("/")[-1]
