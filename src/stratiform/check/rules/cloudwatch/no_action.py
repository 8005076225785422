"""An alarm that tells nobody."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Kind, Resource
from stratiform.assembly.properties import value
from stratiform.check.environments import is_not_production
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_DASHBOARD = "AWS::CloudWatch::Dashboard"
_ACTIONS = ("AlarmActions", "InsufficientDataActions", "OKActions")


def _is_for_people(alarm: Resource, graph: Graph) -> bool:
    """No alarm that something acts on: a composite alarm, a deployment, a configuration's rollout.

    Nor one that a tag says is outside production, where nobody is to be woken.
    """
    return not is_not_production(alarm, graph) and not any(
        edge.kind is not Kind.DEPENDS_ON and graph.resources[edge.source].type != _DASHBOARD
        for edge in graph.into(alarm.address)
    )


def _faults(alarm: Resource, graph: Graph) -> Fault | None:
    if any(value(alarm, name) for name in _ACTIONS):
        return None
    return Fault("AlarmActions, InsufficientDataActions and OKActions are all absent.", at="AlarmActions")


RULE = Rule(
    title="An alarm tells nobody",
    why=(
        "It changes its colour on a page that nobody looks at. What a tag places outside production need "
        "wake nobody, and is left out."
    ),
    fix="Name a topic in AlarmActions, and in OKActions to learn that it is over.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-15",
    types=("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"),
    faults=_faults,
    applies=_is_for_people,
    references=References(security_hub=("CloudWatch.15",), guard=("CLOUDWATCH_ALARM_ACTION_CHECK",)),
)
