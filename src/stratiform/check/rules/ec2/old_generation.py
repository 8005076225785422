"""An instance of an old generation."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.launches import LAUNCHES, family, prefix, setting
from stratiform.check.rule import Fault, Pillar, Rule, Severity

# The first generation of each series whose successors do not outdate it.
_CURRENT = {"a": 2, "c": 5, "d": 3, "g": 4, "i": 3, "m": 5, "p": 3, "r": 5, "t": 3, "x": 2}


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    found = setting(resource, "InstanceType")
    parts = family(found)
    if parts is None or parts[1] >= _CURRENT.get(parts[0], 0):
        return None
    return Fault(f"InstanceType is {found}.", at=f"{prefix(resource)}InstanceType")


RULE = Rule(
    title="An instance is of an old generation",
    why="Newer generations do more work for each dollar and each watt, and old ones run out of stock.",
    fix="Take a current type of the same series, e.g. m7g or m7i instead of m4.",
    pillar=Pillar.PERFORMANCE,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-types.html",
    types=LAUNCHES,
    faults=_faults,
)
