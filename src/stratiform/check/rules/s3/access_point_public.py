"""An access point that a policy can make public."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, value
from stratiform.check.public_access import BLOCK, not_blocked
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(point: Resource, graph: Graph) -> Fault | None:
    found = value(point, BLOCK)
    if found is None or is_unknown(found):
        return None
    off = not_blocked(point)
    return Fault(f"{BLOCK} turns {', '.join(off)} off.", at=BLOCK) if off else None


RULE = Rule(
    title="An access point does not block public access",
    why="The blocks of an access point cannot be changed later, and one wrong policy opens its bucket.",
    fix="Remove PublicAccessBlockConfiguration, whose default blocks all, or set all four to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-19",
    types=("AWS::S3::AccessPoint",),
    faults=_faults,
    references=References(security_hub=("S3.19",)),
)
