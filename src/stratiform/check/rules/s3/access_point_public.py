"""An access point that a policy can make public."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_false, is_unknown, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_PATH = "PublicAccessBlockConfiguration"
_FOUR = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")


def _faults(point: Resource, graph: Graph) -> Fault | None:
    found = value(point, _PATH)
    if found is None or is_unknown(found):
        return None
    off = [name for name in _FOUR if is_false(value(point, f"{_PATH}.{name}"))]
    return Fault(f"{_PATH} turns {', '.join(off)} off.", at=_PATH) if off else None


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
