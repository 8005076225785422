"""A table with provisioned capacity that stays as it is."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.links import sources
from stratiform.check.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_TARGET = "AWS::ApplicationAutoScaling::ScalableTarget"


def _scales(table: Resource, graph: Graph) -> bool:
    name = value(table, "TableName")
    if any(sources(graph, table, _TARGET, "ResourceId")):
        return True
    return isinstance(name, str) and any(
        value(target, "ResourceId") == f"table/{name}" for target in graph.of_type(_TARGET)
    )


def _faults(table: Resource, graph: Graph) -> Fault | None:
    mode = value(table, "BillingMode", "PROVISIONED")
    if mode != "PROVISIONED" or _scales(table, graph):
        return None
    return Fault("BillingMode is PROVISIONED and nothing scales the capacity.", at="BillingMode")


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
