"""Whether what one side sends comes to the other."""

from __future__ import annotations

import ipaddress
from typing import Any

from stratiform.assembly.gates import egress
from stratiform.assembly.graph import Address, Graph


def lets_out(graph: Graph, source: Address, target: Address, port: int | None) -> bool:
    """Whether members of the group ``source`` may send to members of the group ``target``.

    A range of addresses counts, since members of the target may have them; a single address does not.
    """
    return any(
        gate.has(port) and (gate.peer == target if gate.peer else not (gate.cidr or "").endswith("/32"))
        for gate in egress(graph).get(source, ())
    )


def overlap(cidr: Any, other: Any) -> bool:
    """Whether two ranges of addresses overlap, where both are known."""
    try:
        ranges = [ipaddress.ip_network(str(one), strict=False) for one in (cidr, other)]
        return ranges[0].overlaps(ranges[1])
    except (ValueError, TypeError):
        return False
