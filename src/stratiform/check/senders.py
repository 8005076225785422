"""Which AWS services send to a queue or a topic by themselves, and with which key they must encrypt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources, targets
from stratiform.assembly.policies import statements
from stratiform.assembly.properties import value
from stratiform.check.alarms import ACTIONS, ALARM, COMPOSITE
from stratiform.check.delivery import into

# What the sender of each type is called in a key policy.
PRINCIPALS: Mapping[str, str] = {
    "AWS::SNS::Subscription": "sns.amazonaws.com",
    "AWS::SNS::Topic": "sns.amazonaws.com",
    "AWS::S3::Bucket": "s3.amazonaws.com",
    "Custom::S3BucketNotifications": "s3.amazonaws.com",
    "AWS::Events::Rule": "events.amazonaws.com",
    ALARM: "cloudwatch.amazonaws.com",
    COMPOSITE: "cloudwatch.amazonaws.com",
}


def senders(graph: Graph, target: Resource) -> Iterator[tuple[Resource, str]]:
    """What makes a service send to ``target``, with the service."""
    for trigger in into(graph, target):
        by = graph.resources[trigger.by]
        if by.type in PRINCIPALS:
            yield by, PRINCIPALS[by.type]
    for type_ in (ALARM, COMPOSITE):
        for alarm in sources(graph, target, type_, *ACTIONS):
            yield alarm, PRINCIPALS[type_]


def may_use(graph: Graph, target: Resource, service: str) -> bool:
    """Whether the key of ``target`` lets the service encrypt. Of a key elsewhere nothing is known.

    The policy of a key that AWS manages lets no other service use it, and cannot be changed.
    """
    named = value(target, "KmsMasterKeyId")
    keys = [one for one in _keys(graph, target) if one.type == "AWS::KMS::Key"]
    if not keys:
        return not (isinstance(named, str) and "alias/aws/" in named)
    return any(_lets(key, service) for key in keys)


def _keys(graph: Graph, target: Resource) -> Iterator[Resource]:
    for one in targets(graph, target, "KmsMasterKeyId"):
        yield from targets(graph, one, "TargetKeyId") if one.type == "AWS::KMS::Alias" else (one,)


def _lets(key: Resource, service: str) -> bool:
    for statement in statements(value(key, "KeyPolicy"), "KeyPolicy"):
        for kind, principal in statement.principals if statement.allows else ():
            unknown = kind == "Service" and not isinstance(principal, str)
            if unknown or (principal in (service, "*") and kind in ("Service", "AWS", "*")):
                return True
    return value(key, "KeyPolicy") is None
