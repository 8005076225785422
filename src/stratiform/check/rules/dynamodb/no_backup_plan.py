"""A table in no backup plan."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.properties import items, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_SELECTION = "AWS::Backup::BackupSelection"


def _is_wide(selection: Resource) -> bool:
    """Whether it selects by tags or wildcards: then the table may be among them."""
    chosen = value(selection, "BackupSelection", {})
    resources = [one for one in items(value(chosen, "Resources")) if isinstance(one, str)]
    by_tag = value(chosen, "ListOfTags") or value(chosen, "Conditions")
    return bool(by_tag) or any(one == "*" or (":dynamodb:" in one and "*" in one) for one in resources)


def _faults(table: Resource, graph: Graph) -> Fault | None:
    if any(sources(graph, table, _SELECTION, "BackupSelection.Resources")):
        return None
    if any(map(_is_wide, graph.of_type(_SELECTION))):
        return None
    return Fault("No AWS::Backup::BackupSelection selects it.")


RULE = Rule(
    title="A table is in no backup plan",
    why=(
        "Point-in-time recovery reaches back 35 days at most and ends with the account; a plan keeps "
        "copies elsewhere and longer."
    ),
    fix=(
        "Select the table, or one of its tags, in an AWS::Backup::BackupSelection, where such copies "
        "are needed."
    ),
    pillar=Pillar.RELIABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-4",
    types=("AWS::DynamoDB::Table",),
    faults=_faults,
    references=References(security_hub=("DynamoDB.4",)),
)
