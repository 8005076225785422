"""``picture``: what is drawn of a graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.diagram.alike import alike
from stratiform.diagram.both import both
from stratiform.diagram.boxes import Box, boxes, path_of
from stratiform.diagram.by_name import with_names
from stratiform.diagram.card import cost
from stratiform.diagram.folding import HIDDEN
from stratiform.diagram.hosts import Hosts
from stratiform.diagram.joining import Line, Pair, joined, merged
from stratiform.diagram.names import names
from stratiform.diagram.network import places
from stratiform.diagram.nodes import node_of
from stratiform.diagram.nouns import counted
from stratiform.diagram.picture import OUTSIDE, Change, Detail, Link, Node, Note, Picture
from stratiform.diagram.relations import relations


def picture(
    graph: Graph,
    *,
    notes: Mapping[Address, Note] | None = None,
    title: str = "",
    detail: Detail = "default",
    stack: str | None = None,
    before: Graph | None = None,
) -> Picture:
    """The picture of ``graph``, or of the one stack whose id or name is ``stack``.

    ``notes`` has what other tools say, by address. With ``before``, an earlier state, what only that has
    is drawn too, and lines are marked as added or removed. The same input gives the same picture.
    """
    notes = notes or {}
    after, before = with_names(graph), with_names(before) if before else None
    graph = after if before is None else both(after, before)
    hosts = Hosts(graph, fold_failures=detail != "all")
    inside = [address for address in graph.resources if stack is None or _is_in(graph, address, stack)]
    drawn = [address for address in inside if hosts.is_drawn(address)]
    where = places(graph, hosts, drawn)
    filled = {place.vpc for place in where.values()}
    drawn += [address for address in inside if hosts.is_container(address) and address not in filled]
    called = names(graph, drawn)
    lines, changed = _lines(hosts, before, after, frozenset((None, *drawn)))
    several = len({address.stack for address in drawn}) > 1
    paths = {address: path_of(graph, where.get(address), address, several=several) for address in drawn}
    parts = _parts(inside, hosts, graph)
    marked = {one: (paths[one], notes[one].change if one in notes else None) for one in drawn}
    groups = alike(graph, drawn, marked, lines, detail)
    nodes: dict[Box, list[Node]] = {}
    ids: dict[Address | None, str] = {None: OUTSIDE.id}
    for number, members in enumerate(groups, 1):
        ids |= dict.fromkeys(members, f"n{number}")
        node = node_of(f"n{number}", graph, members, parts, called, where, notes)
        nodes.setdefault(paths[members[0]], []).append(node)
    links = _links(lines, ids, changed)
    if any(link.source == OUTSIDE.id for link in links):
        nodes.setdefault((), []).insert(0, OUTSIDE)
    stacks = sorted({graph.stacks[a.stack].name for a in inside if graph.stacks[a.stack].parent is None})
    return Picture(
        title=title or ", ".join(stacks[:2]) + (", …" if len(stacks) > 2 else "") or "Nothing to draw",
        subtitle=", ".join(_subtitle(len(stacks), [notes[a] for a in inside if a in notes], len(inside))),
        root=boxes(graph, nodes, parts, notes),
        links=links,
        aside=tuple(address for address in inside if not hosts.of(address)),
    )


def _subtitle(stacks: int, notes: list[Note], resources: int) -> Iterator[str]:
    yield counted("stack", stacks)
    yield counted("resource", resources)
    if findings := sum(len(note.findings) for note in notes):
        yield counted("finding", findings)
    costs = [note.cost for note in notes if note.cost is not None]
    if costs:
        yield cost(sum(costs))


def _is_in(graph: Graph, address: Address, stack: str) -> bool:
    """Whether ``address`` is in the stack, or nested in it."""
    at = graph.stacks[address.stack]
    while at.id != stack and at.name != stack and at.parent is not None:
        at = graph.stacks[at.parent.stack]
    return stack in (at.id, at.name)


def _parts(inside: list[Address], hosts: Hosts, graph: Graph) -> Mapping[Address, list[Resource]]:
    """What is folded into each node or box; something shared is listed with each of its users."""
    found: dict[Address, list[Resource]] = {}
    for address in inside:
        for host in hosts.of(address):
            if host != address and graph.resources[address].type not in HIDDEN:
                found.setdefault(host, []).append(graph.resources[address])
    return found


def _lines(
    hosts: Hosts, before: Graph | None, after: Graph, ends: frozenset[Address | None]
) -> tuple[Mapping[Pair, Line], Mapping[Pair, Change | None]]:
    """The lines between ``ends`` in either state and, where there was one before, what changed of each."""
    now = joined(hosts.graph, relations(hosts.graph, hosts))
    if before is None:
        return {pair: line for pair, line in now.items() if ends.issuperset(pair)}, {}
    earlier = joined(before, relations(before, Hosts(before, fold_failures=hosts.fold_failures)))
    lines = {pair: line for pair, line in {**earlier, **now}.items() if ends.issuperset(pair)}
    return lines, {pair: _change(pair, earlier, now, after) for pair in lines}


def _change(
    pair: Pair, earlier: Mapping[Pair, Line], now: Mapping[Pair, Line], after: Graph
) -> Change | None:
    """A line is removed when one of its ends is, or nothing says it any more."""
    if pair not in now or any(end is not None and end not in after.resources for end in pair):
        return "removed"
    return None if pair in earlier else "added"


def _links(
    lines: Mapping[Pair, Line], ids: Mapping[Address | None, str], changed: Mapping[Pair, Change | None]
) -> tuple[Link, ...]:
    """Lines between what is drawn; parallel ones are one, and none leads to itself."""
    found: dict[tuple[str, str], list[Pair]] = {}
    for source, target in lines:
        if ids[source] != ids[target]:
            found.setdefault((ids[source], ids[target]), []).append((source, target))
    return tuple(
        _link(*ends, [lines[pair] for pair in pairs], {changed.get(pair) for pair in pairs})
        for ends, pairs in found.items()
    )


def _link(source: str, target: str, lines: list[Line], changes: set[Change | None]) -> Link:
    surest = max(line.strength for line in lines)
    labels = list(dict.fromkeys(line.label for line in lines if line.strength is surest))
    reasons = tuple(dict.fromkeys(reason for line in lines for reason in line.reasons))
    change = changes.pop() if len(changes) == 1 else "changed"
    return Link(source, target, merged(labels), reasons, all(line.faint for line in lines), change)
