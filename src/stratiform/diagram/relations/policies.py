"""What the roles of a workload let it do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from stratiform.assembly.graph import Address, Graph, Kind, Resource
from stratiform.diagram.hosts import Hosts
from stratiform.diagram.relations.relation import Relation, Strength, between

_POLICIES: Final = ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy", "AWS::IAM::Role")
_STATEMENT: Final = re.compile(r"(?:^|\.)PolicyDocument\.Statement(?:\[(\d+)\])?\.(?:Not)?Resource")
_LISTED: Final = re.compile(r"^Policies\[(\d+)\]\.")
_ROLE: Final = re.compile(r"role|profile", re.IGNORECASE)
# Needed to use something else, so no use of its own.
_QUIET: Final = ("kms:", "logs:", "cloudwatch:", "xray:", "ecr:", "iam:", "ec2:", "ssmmessages:")
_RECEIVES: Final = "receives from"
_SENDS: Final = {
    "sqs": "sends to",
    "sns": "publishes to",
    "events": "publishes to",
    "kinesis": "writes",
    "firehose": "writes",
    "lambda": "invokes",
    "states": "starts",
    "ecs": "starts",
    "codebuild": "starts",
    "execute-api": "calls",
}
_SENDING: Final = re.compile(
    r"^(Send|Publish|PutEvents|PutRecord|Invoke|Start|RunTask|DeleteMessage|Execute)", re.IGNORECASE
)
_READING: Final = re.compile(
    r"^(Get|List|Describe|Query|Scan|BatchGet|Head|Receive|Read|Select|Connect|ClientMount|Subscribe|Condition)"
)


def relations(graph: Graph, hosts: Hosts) -> Iterator[Relation]:
    """One relation for each resource that a statement allows something on."""
    for policy in graph.of_type(*_POLICIES):
        actors = list(_actors(graph, hosts, policy))
        if not actors:
            continue
        for edge in graph.out_of(policy.address):
            place = _STATEMENT.search(edge.at)
            targets = hosts.meant(edge.target) if place and edge.kind is not Kind.DEPENDS_ON else ()
            if place and targets:
                actions = list(_actions(policy, edge.at, place))
                label = _label(actions)
                if label:
                    reason = (
                        f"{policy.path} allows {', '.join(actions[:4])}{' …' if len(actions) > 4 else ''}"
                    )
                    if label == _RECEIVES:
                        yield from between(targets, actors, "feeds", reason, Strength.MAY)
                    else:
                        yield from between(actors, targets, label, reason, Strength.MAY)


def _actors(graph: Graph, hosts: Hosts, policy: Resource) -> Iterator[Address]:
    """The workloads whose role has this policy. A provider of custom resources is plumbing, so it is none."""
    roles = [policy.address]
    if policy.type != "AWS::IAM::Role":
        out = [edge.target for edge in graph.out_of(policy.address) if edge.at.startswith("Role")]
        roles = out + [e.source for e in graph.into(policy.address) if e.at.startswith("ManagedPolicyArns")]
    for role in dict.fromkeys(roles):
        for edge in graph.into(role):
            named = edge.kind is not Kind.DEPENDS_ON and _ROLE.search(edge.at) and edge.at[:5] != "Roles"
            if named:
                yield from hosts.meant(edge.source)


def _actions(policy: Resource, at: str, place: re.Match[str]) -> Iterator[str]:
    properties: Any = policy.properties
    if listed := _LISTED.match(at):
        properties = _item(properties.get("Policies"), int(listed[1]))
    document = properties.get("PolicyDocument") if isinstance(properties, dict) else None
    statements = document.get("Statement") if isinstance(document, dict) else None
    statement = _item(statements, int(place[1])) if place[1] is not None else statements
    if isinstance(statement, dict) and statement.get("Effect") != "Deny":
        named = statement.get("Action")
        for action in named if isinstance(named, list) else [named]:
            if isinstance(action, str):
                yield action


def _item(value: Any, index: int) -> Any:
    return value[index] if isinstance(value, list) and index < len(value) else None


def _label(actions: Iterable[str]) -> str:
    """What the actions come to in one or two words; empty where they only serve another use."""
    told: dict[str, None] = {}
    for action in actions:
        service, _, name = action.partition(":")
        if action == "*" or action.startswith(_QUIET) or not name:
            continue
        if _SENDING.match(name):
            if name != "DeleteMessage":
                told[_SENDS.get(service, "calls")] = None
        elif name == "*":
            told |= {"reads": None, "writes": None}
        elif _READING.match(name):
            told[_RECEIVES if service == "sqs" and name.startswith("Receive") else "reads"] = None
        else:
            told["writes"] = None
    for specific in ("sends to", "publishes to", _RECEIVES, "invokes", "starts", "calls"):
        if specific in told:
            return specific
    return " and ".join(sorted(told))
