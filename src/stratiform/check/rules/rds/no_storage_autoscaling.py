"""A database whose disk cannot grow by itself."""

from __future__ import annotations

from stratiform.check.databases import is_primary
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="The storage of a database does not grow by itself",
    why="When the disk is full the database stops accepting writes until somebody enlarges it.",
    fix="Set MaxAllocatedStorage to at least a quarter more than AllocatedStorage.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html",
    types=("AWS::RDS::DBInstance",),
    faults=must_be_set(
        "MaxAllocatedStorage", "MaxAllocatedStorage is {value}: a full disk stops the database."
    ),
    applies=is_primary,
)
