"""A table that cannot be restored to a moment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_false, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity
from stratiform.check.shapes import each, must_be_true

_AT = "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"
_SAYS = "PointInTimeRecoveryEnabled is {value}: what is overwritten is lost."


def _of_replica(replica: Mapping[str, Any]) -> str | None:
    return (
        f"The replica in {replica.get('Region')} has no recovery." if is_false(value(replica, _AT)) else None
    )


def _faults(table: Resource, graph: Graph) -> Fault | None:
    if table.type == "AWS::DynamoDB::GlobalTable":
        return each("Replicas", _of_replica)(table, graph)
    return must_be_true(_AT, _SAYS)(table, graph)


RULE = Rule(
    title="A table cannot be restored to a point in time",
    why="Items that a fault or a mistake overwrites or deletes are gone.",
    fix=(
        "Set PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled to true; in a global table, "
        "for every replica."
    ),
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-2",
    types=("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable", "AWS::Serverless::SimpleTable"),
    faults=_faults,
    references=References(
        security_hub=("DynamoDB.2",),
        cdk_nag=("AwsSolutions-DDB3",),
        checkov=("CKV_AWS_28", "CKV_AWS_165"),
        cfn_nag=("W78",),
        guard=("DYNAMODB_PITR_ENABLED",),
    ),
)
