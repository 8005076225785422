"""A replication instance that stays on its version."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A replication instance gets no minor upgrades",
    why="Known faults stay open until somebody upgrades it by hand.",
    fix="Leave AutoMinorVersionUpgrade at true.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/dms-controls.html#dms-6",
    types=("AWS::DMS::ReplicationInstance",),
    faults=must_be_true("AutoMinorVersionUpgrade", "AutoMinorVersionUpgrade is {value}.", default=True),
    references=References(security_hub=("DMS.6",)),
)
