"""A log group that never forgets."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import may_be, value
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import at_least


def _is_kept(group: Resource, graph: Graph) -> bool:
    """The class for delivery keeps events for one or two days, whatever is said."""
    return not may_be(value(group, "LogGroupClass"), "DELIVERY")


RULE = Rule(
    title="A log group keeps its events for ever",
    why="The price grows every month, and personal data stays longer than anybody may keep it.",
    fix="Set RetentionInDays.",
    pillar=Pillar.COST,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-16",
    types=("AWS::Logs::LogGroup",),
    faults=at_least("RetentionInDays", 1, "RetentionInDays is {value}: nothing is ever deleted."),
    applies=_is_kept,
    references=References(
        security_hub=("CloudWatch.16",),
        checkov=("CKV_AWS_66",),
        cfn_nag=("W86",),
        guard=("CW_LOGGROUP_RETENTION_PERIOD_CHECK",),
    ),
)
