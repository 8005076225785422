"""A database instance of an old generation."""

from __future__ import annotations

from stratiform.check.node_classes import not_older_than
from stratiform.check.rule import Pillar, Rule, Severity

RULE = Rule(
    title="A database runs on an old generation of instances",
    why="Newer generations do more work for each dollar and each watt, and old ones are withdrawn.",
    fix="Take a current class of the same series, e.g. db.m7g instead of db.m4.",
    pillar=Pillar.PERFORMANCE,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Types.html",
    types=("AWS::RDS::DBInstance", "AWS::DocDB::DBInstance", "AWS::Neptune::DBInstance"),
    faults=not_older_than("DBInstanceClass", {"t": 3, "m": 5, "r": 5, "x": 2}),
)
