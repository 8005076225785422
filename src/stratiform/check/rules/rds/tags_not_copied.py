"""Snapshots that lose the tags of their database."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.databases import stands_alone
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true


def _takes_snapshots(database: Resource, graph: Graph) -> bool:
    return database.type == "AWS::RDS::DBCluster" or stands_alone(database, graph)


RULE = Rule(
    title="Snapshots of a database lose its tags",
    why="Snapshots without an owner and a cost centre are kept, paid for and protected by nobody.",
    fix="Set CopyTagsToSnapshot to true.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-17",
    types=("AWS::RDS::DBInstance", "AWS::RDS::DBCluster"),
    faults=must_be_true("CopyTagsToSnapshot", "CopyTagsToSnapshot is {value}: its snapshots carry no tags."),
    applies=_takes_snapshots,
    references=References(security_hub=("RDS.17", "RDS.16")),
)
