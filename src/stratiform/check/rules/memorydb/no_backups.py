"""A MemoryDB cluster without automatic snapshots."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import at_least

RULE = Rule(
    title="A MemoryDB cluster is never backed up",
    why="A wrong command or a deletion takes the data for good.",
    fix="Set SnapshotRetentionLimit to 1 or more.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/memorydb/latest/devguide/snapshots-automatic.html",
    types=("AWS::MemoryDB::Cluster",),
    faults=at_least(
        "SnapshotRetentionLimit",
        1,
        "SnapshotRetentionLimit is {value}: there are no automatic snapshots.",
        default=0,
    ),
)
