"""The short name of a resource: its construct path without what says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from stratiform.assembly.graph import Address, Graph
from stratiform.diagram.nouns import noun

# Words of a construct path that the CDK and Stratiform add.
_EMPTY: Final = frozenset({"Resource", "Default", "Definition", "Function", "ASG", "Ecs", "Service", "Group"})
_SINGLETON: Final = re.compile(r"(?<=\w)[0-9a-f]{32}$|\.[A-Za-z]\w*$")
LONGEST: Final = 3


def names(graph: Graph, addresses: Iterable[Address]) -> Mapping[Address, str]:
    """A name for each of ``addresses``, as short as keeps it apart from its like in a stack."""
    found: dict[Address, str] = {}
    taken: dict[tuple[str, str, str], Address] = {}
    for address in addresses:
        type_, words = graph.resources[address].type, _words(graph, address)
        short = " / ".join(_trimmed(words, noun(type_))[-LONGEST:])
        if (key := (address.stack, type_, short)) in taken:
            first = taken[key]
            found[first] = " / ".join(_words(graph, first)[-LONGEST:])
            short = " / ".join(words[-LONGEST:])
        taken[key] = address
        found[address] = short
    return found


def _words(graph: Graph, address: Address) -> list[str]:
    path, stack = graph.resources[address].path, graph.stacks[address.stack].path
    inner = path.removeprefix(f"{stack}/") if stack else path
    words = [_SINGLETON.sub("", word) for word in inner.split("/") if word not in ("", "Resource", "Default")]
    return words or [address.logical_id]


def _trimmed(words: list[str], called: str) -> list[str]:
    told = called.replace(" ", "").lower()
    while len(words) > 1 and (words[-1] in _EMPTY or words[-1].lower() in told):
        words = words[:-1]
    return words
