"""A replication instance in one zone."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A replication instance stands in one zone",
    why="When the zone fails, the replication stops.",
    fix="Set MultiAZ to true.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/dms-controls.html#dms-13",
    types=("AWS::DMS::ReplicationInstance",),
    faults=must_be_true("MultiAZ", "MultiAZ is {value}."),
    references=References(security_hub=("DMS.13",)),
)
