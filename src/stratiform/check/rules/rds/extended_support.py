"""A database on a version whose standard support has ended."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import may_be, value
from stratiform.check.engine_support import ended
from stratiform.check.rule import Fault, Pillar, Rule, Severity

_REFUSED = "open-source-rds-extended-support-disabled"


def _faults(database: Resource, graph: Graph) -> Fault | None:
    engine, version = value(database, "Engine"), value(database, "EngineVersion")
    if not isinstance(engine, str) or not isinstance(version, str):
        return None
    date = ended(engine, version)
    if date is None or may_be(value(database, "EngineLifecycleSupport"), _REFUSED):
        return None
    return Fault(f"Standard support of {engine} {version} ended on {date}.", at="EngineVersion")


RULE = Rule(
    title="A database is billed for extended support",
    why="Every processor is charged extra by the hour, more each year, until the version is upgraded.",
    fix="Upgrade to a current major version, after a test on a restored copy.",
    pillar=Pillar.COST,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support.html",
    types=("AWS::RDS::DBInstance", "AWS::RDS::DBCluster"),
    faults=_faults,
)
