"""A database instance that could run on Graviton."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.node_classes import on_graviton
from stratiform.check.rule import Pillar, Rule, Severity

_ENGINES = ("mysql", "mariadb", "postgres", "aurora", "docdb", "neptune")


def _has_an_engine_for_it(instance: Resource, graph: Graph) -> bool:
    """SQL Server, Oracle and Db2 run on x86 alone."""
    engine = value(instance, "Engine")
    return instance.type != "AWS::RDS::DBInstance" or (
        isinstance(engine, str) and engine.startswith(_ENGINES)
    )


RULE = Rule(
    title="A database does not run on Graviton",
    why=(
        "Graviton uses less energy for the same work and costs about a tenth less; the engine needs no "
        "change."
    ),
    fix="Take the class with a g, e.g. db.t4g instead of db.t3.",
    pillar=Pillar.SUSTAINABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Support.html",
    types=("AWS::RDS::DBInstance", "AWS::DocDB::DBInstance", "AWS::Neptune::DBInstance"),
    faults=on_graviton("DBInstanceClass", "tmr"),
    applies=_has_an_engine_for_it,
)
