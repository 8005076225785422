"""A MemoryDB cluster that asks nobody for a password."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="A MemoryDB cluster asks nobody for a password",
    why="Reaching its port is enough to read and to flush it.",
    fix="Name an ACLName whose users have passwords or sign in through IAM.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/memorydb/latest/devguide/clusters.acls.html",
    types=("AWS::MemoryDB::Cluster",),
    faults=none_of(
        "ACLName", ("open-access",), "ACLName is {value}: everybody on the network may do everything."
    ),
)
