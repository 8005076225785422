"""A database whose load is not broken down by query."""

from __future__ import annotations

import re

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_be_true

_TOO_SMALL = re.compile(r"db\.t2\.|db\.(t3|t4g)\.(micro|small)$")


def _supported(instance: Resource, graph: Graph) -> bool:
    """MySQL and MariaDB leave out the smallest classes, and nothing offers it on t2."""
    class_, engine = str(value(instance, "DBInstanceClass")), str(value(instance, "Engine"))
    return not (class_.startswith("db.t2.") or (_TOO_SMALL.match(class_) and engine in ("mysql", "mariadb")))


RULE = Rule(
    title="The load of a database is not broken down by query",
    why="The queries that cost most cannot be seen, and larger instances are bought instead.",
    fix="Set EnablePerformanceInsights to true; Database Insights keeps seven days of it at no cost.",
    pillar=Pillar.PERFORMANCE,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Engines.html",
    types=("AWS::RDS::DBInstance",),
    faults=must_be_true(
        "EnablePerformanceInsights",
        "EnablePerformanceInsights is {value}: nothing tells which queries make the load.",
    ),
    applies=_supported,
)
