"""A group with all its instances in one zone."""

from __future__ import annotations

from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(group: Resource, graph: Graph) -> Fault | None:
    for name in ("VPCZoneIdentifier", "AvailabilityZones"):
        found = value(group, name)
        if (
            isinstance(found, list)
            and len(found) == 1
            and isinstance(found[0], str | dict)
            and not _is_list(found[0])
        ):
            return Fault(f"{name} has one member.", at=name)
    return None


def _is_list(member: Any) -> bool:
    """An intrinsic that may stand for several, as an import of a joined list does."""
    return (
        isinstance(member, dict)
        and "Ref" not in member
        and "Fn::GetAtt" not in member
        and "Fn::Select" not in member
    )


RULE = Rule(
    title="A group stands in one zone",
    why="When the zone fails, all instances fail, and the group cannot start others elsewhere.",
    fix="Give VPCZoneIdentifier subnets in at least two zones.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-2",
    types=("AWS::AutoScaling::AutoScalingGroup",),
    faults=_faults,
    references=References(security_hub=("AutoScaling.2",)),
)
