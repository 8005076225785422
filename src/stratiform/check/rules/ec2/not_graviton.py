"""An instance that could run on Graviton."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.launches import LAUNCHES, family, prefix, setting
from stratiform.check.rule import Fault, Pillar, Rule, Severity

# Current families on Intel and AMD whose series there is on Graviton; older ones have a rule of their own.
_SERIES = {"t": 3, "m": 5, "c": 5, "r": 5}


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    found = setting(resource, "InstanceType")
    parts = family(found)
    if parts is None or "g" in parts[2] or parts[1] < _SERIES.get(parts[0], 99):
        return None
    return Fault(f"InstanceType is {found}, which is not Graviton.", at=f"{prefix(resource)}InstanceType")


RULE = Rule(
    title="An instance does not run on Graviton",
    why="Graviton uses up to 60 % less energy for the same work and costs about a fifth less.",
    fix=(
        "Where the software runs on Arm, take the type with a g, e.g. t4g instead of t3, with an arm64 image."
    ),
    pillar=Pillar.SUSTAINABILITY,
    severity=Severity.LOW,
    source=(
        "https://docs.aws.amazon.com/wellarchitected/latest/sustainability-pillar/sus_sus_hardware_a3.html"
    ),
    types=LAUNCHES,
    faults=_faults,
)
