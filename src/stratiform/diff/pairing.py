"""Which stack of one graph is which of the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from stratiform.assembly.graph import Address, Graph, Stack

_ALIKE = 0.5


@dataclass(frozen=True)
class Pairing:
    """``after`` has, for a stack id of the first graph, its id in the second; absent where it has none."""

    after: Mapping[str, str]

    def moved(self, address: Address) -> Address:
        """The address of the first graph as the second graph writes it."""
        return Address(self.after.get(address.stack, address.stack), address.logical_id)


def pair(before: Graph, after: Graph) -> Pairing:
    """Stacks by id, by name, then by their logical ids; a single stack meets a single one whatever its name.

    Nested stacks follow the stack that creates them.
    """
    found: dict[str, str] = {}
    left = [stack for stack in before.stacks.values() if stack.parent is None]
    right = [stack for stack in after.stacks.values() if stack.parent is None]
    same: tuple[Callable[[Stack, Stack], bool], ...] = (
        lambda a, b: a.id == b.id,
        lambda a, b: a.name == b.name,
        lambda a, b: _alike(a, b) > _ALIKE,
        lambda a, b: len(left) == len(right) == 1,
    )
    for test in same:
        taken = set(found.values())
        for one in left:
            if one.id not in found:
                other = next((each for each in right if each.id not in taken and test(one, each)), None)
                if other is not None:
                    found[one.id] = other.id
                    taken.add(other.id)
    _nested(before, after, found)
    return Pairing(found)


def _alike(one: Stack, other: Stack) -> float:
    mine, theirs = set(one.body.get("Resources") or ()), set(other.body.get("Resources") or ())
    return len(mine & theirs) / len(mine | theirs) if mine or theirs else 0.0


def _nested(before: Graph, after: Graph, found: dict[str, str]) -> None:
    by_parent = {stack.parent: stack.id for stack in after.stacks.values() if stack.parent}
    inner = [stack for stack in before.stacks.values() if stack.parent]
    for stack in sorted(inner, key=lambda each: each.id.count(".")):
        assert stack.parent is not None
        outer = found.get(stack.parent.stack)
        if outer is not None:
            other = by_parent.get(Address(outer, stack.parent.logical_id))
            if other is not None:
                found[stack.id] = other
