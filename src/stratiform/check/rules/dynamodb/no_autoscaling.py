"""A table with provisioned capacity that stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_TARGET = "AWS::ApplicationAutoScaling::ScalableTarget"
_DIMENSIONS = ("ReadCapacityUnits", "WriteCapacityUnits")


def _scaled(table: Resource, graph: Graph) -> Iterator[Any]:
    """The dimensions of the table that are registered for scaling."""
    name = value(table, "TableName")
    own = {target.address for target in sources(graph, table, _TARGET, "ResourceId")}
    for target in graph.of_type(_TARGET):
        named = isinstance(name, str) and value(target, "ResourceId") == f"table/{name}"
        if named or target.address in own:
            yield value(target, "ScalableDimension")


def _faults(table: Resource, graph: Graph) -> Fault | None:
    if value(table, "BillingMode", "PROVISIONED") != "PROVISIONED":
        return None
    scaled = list(_scaled(table, graph))
    for dimension in _DIMENSIONS:
        if not any(not isinstance(one, str) or one.endswith(f"table:{dimension}") for one in scaled):
            return Fault(f"BillingMode is PROVISIONED and nothing scales {dimension}.", at="BillingMode")
    return None


RULE = Rule(
    title="The capacity of a table does not follow its load",
    why="More requests are refused, and fewer cost as much as before.",
    fix="Set BillingMode to PAY_PER_REQUEST, or register read and write capacity as scalable targets.",
    pillar=Pillar.PERFORMANCE,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-1",
    types=("AWS::DynamoDB::Table",),
    faults=_faults,
    references=References(security_hub=("DynamoDB.1",)),
)
