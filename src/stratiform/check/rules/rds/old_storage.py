"""A database on storage of an earlier generation."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="A database uses storage of an earlier generation",
    why=(
        "A gp2 volume ties its speed to its size and magnetic disks are slower still; gp3 gives at least "
        "3,000 operations a second at any size."
    ),
    fix='Set StorageType to "gp3".',
    pillar=Pillar.PERFORMANCE,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html",
    types=("AWS::RDS::DBInstance",),
    faults=none_of(
        "StorageType", ("gp2", "standard"), "StorageType is {value}: gp3 is faster at the same price."
    ),
)
