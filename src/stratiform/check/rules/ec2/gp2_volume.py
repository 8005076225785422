"""A volume of a type that costs more and does less than gp3."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.launches import LAUNCHES, disks
from stratiform.check.rule import Fault, Pillar, Rule, Severity

_OLDER = ("gp2", "standard")


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    if resource.type == "AWS::EC2::Volume":
        found = value(resource, "VolumeType", "gp2")
        return Fault(f"VolumeType is {found}.", at="VolumeType") if found in _OLDER else None
    for at, disk in disks(resource):
        if disk.get("VolumeType") in _OLDER:
            return Fault(f"VolumeType is {disk['VolumeType']}.", at=f"{at}.VolumeType")
    return None


RULE = Rule(
    title="A volume is of an older type than gp3",
    why="A gp3 volume costs about a fifth less than a gp2 one and has its throughput whatever its size.",
    fix="Set VolumeType to gp3.",
    pillar=Pillar.COST,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html",
    types=(*LAUNCHES, "AWS::EC2::Volume"),
    faults=_faults,
)
