"""A trigger that its function, queue or topic will refuse."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.policies import statements
from stratiform.assembly.properties import value
from stratiform.check.delivery import QUEUE, Trigger, written_in
from stratiform.check.rule import Fault, Pillar, Rule, Severity
from stratiform.check.senders import PRINCIPALS

_FUNCTION = "AWS::Lambda::Function"
_SENDERS = tuple(type_ for type_ in PRINCIPALS if not type_.startswith("AWS::CloudWatch::"))


def _pushed(graph: Graph, by: Resource) -> Iterator[Trigger]:
    """Triggers that a service delivers by itself, with no role of the system."""
    for trigger in written_in(graph, by):
        target = graph.resources[trigger.target]
        role = trigger.settings and "RoleArn" in trigger.settings
        if target.type in (_FUNCTION, QUEUE) and not role:
            yield trigger


def _applies(by: Resource, graph: Graph) -> bool:
    return any(True for _ in _pushed(graph, by))


def _faults(by: Resource, graph: Graph) -> Fault | None:
    principal = PRINCIPALS[by.type]
    for trigger in _pushed(graph, by):
        target = graph.resources[trigger.target]
        allowed = _lets_call if target.type == _FUNCTION else _lets_send
        if not allowed(graph, target, principal):
            return Fault(
                f"It sends to {target.address.logical_id}, which lets nobody called {principal} do so.",
                at=trigger.at,
                evidence=(target.address,),
            )
    return None


def _lets_call(graph: Graph, function: Resource, principal: str) -> bool:
    named = [
        value(one, "Principal") for one in sources(graph, function, "AWS::Lambda::Permission", "FunctionName")
    ]
    name = value(function, "FunctionName")
    if isinstance(name, str):
        own = (
            one for one in graph.of_type("AWS::Lambda::Permission") if name in str(value(one, "FunctionName"))
        )
        named += [value(one, "Principal") for one in own]
    return any(not isinstance(one, str) or one in (principal, "*") for one in named)


def _lets_send(graph: Graph, queue: Resource, principal: str) -> bool:
    for policy in sources(graph, queue, "AWS::SQS::QueuePolicy", "Queues", "PolicyDocument"):
        for statement in statements(policy.properties.get("PolicyDocument"), "PolicyDocument"):
            named = [one for _, one in statement.principals]
            if statement.allows and any(not isinstance(one, str) or one in (principal, "*") for one in named):
                return True
    return False


RULE = Rule(
    title="A trigger may not deliver",
    why="The events are dropped without an error anywhere, and the code never runs.",
    fix="Add an AWS::Lambda::Permission or a queue policy for the service, with the trigger's ARN as source.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html",
    types=_SENDERS,
    applies=_applies,
    faults=_faults,
)
