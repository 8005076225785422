"""The two graphs side by side, made comparable: which resource of one is which of the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.intrinsics import resolve
from stratiform.assembly.scope import Scope
from stratiform.diff import template
from stratiform.diff.pairing import Pairing, pair
from stratiform.diff.renames import renames, repointed

# Written by the CDK about itself; it deploys nothing that anybody reads.
_NOISE = ("AWS::CDK::Metadata",)


@dataclass(frozen=True)
class Sides:
    """``origin`` has, for the address of each resource that there was before, what it was.

    ``gone`` and ``come`` are the resources without a counterpart. ``names`` has, for each stack of the
    second graph, the new logical ids of renamed resources.
    """

    before: Graph
    after: Graph
    pairing: Pairing
    origin: Mapping[Address, Resource]
    gone: tuple[Resource, ...]
    come: tuple[Resource, ...]
    names: Mapping[str, Mapping[str, str]]

    def both(self) -> Iterator[tuple[Resource, Resource]]:
        """Every resource that is on both sides, before and after."""
        return ((old, self.after.resources[address]) for address, old in self.origin.items())

    def old(self, resource: Resource) -> Resource | None:
        """What a resource of the second graph was."""
        return self.origin.get(resource.address)

    def properties(self, old: Resource, new: Resource) -> Mapping[str, Any]:
        """The old properties with references written as the second template writes them."""
        found: Mapping[str, Any] = repointed(old.properties, self.names.get(new.address.stack, {}))
        return found

    def is_renamed(self, old: Resource, new: Resource) -> bool:
        """Whether the logical id or the stack is another one."""
        return self.pairing.moved(old.address) != new.address


def sides(before: Graph, after: Graph) -> Sides:
    """The two graphs, with their stacks and resources matched."""
    pairing = pair(before, after)
    before, after = _comparable(before, after, pairing)
    old = {pairing.moved(address): one for address, one in before.resources.items() if one.type not in _NOISE}
    new = {address: one for address, one in after.resources.items() if one.type not in _NOISE}
    gone = [one for address, one in old.items() if address not in new]
    come = [one for address, one in new.items() if address not in old]
    pairs = renames(gone, come, pairing.after)
    names: dict[str, dict[str, str]] = {}
    for was, now in pairs:
        names.setdefault(now.address.stack, {})[was.address.logical_id] = now.address.logical_id
    left, right = {was.address for was, _ in pairs}, {now.address for _, now in pairs}
    return Sides(
        before,
        after,
        pairing,
        {address: old[address] for address in new if address in old}
        | {now.address: was for was, now in pairs},
        tuple(one for one in gone if one.address not in left),
        tuple(one for one in come if one.address not in right),
        names,
    )


def _comparable(before: Graph, after: Graph, pairing: Pairing) -> tuple[Graph, Graph]:
    """Where one stack of a pair knows its account or region and the other does not, both as written."""
    unequal = [
        (old, new)
        for old, new in pairing.after.items()
        if (before.stacks[old].account is None, before.stacks[old].region is None)
        != (after.stacks[new].account is None, after.stacks[new].region is None)
    ]
    if not unequal:
        return before, after
    return _as_written(before, {old for old, _ in unequal}), _as_written(after, {new for _, new in unequal})


def _as_written(graph: Graph, stacks: set[str]) -> Graph:
    nothing = Scope(condition=lambda name: None)
    found = {
        address: replace(one, properties=resolve(template.body(graph, one).get("Properties") or {}, nothing))
        if address.stack in stacks
        else one
        for address, one in graph.resources.items()
    }
    return replace(graph, resources=found)
