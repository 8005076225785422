"""What the roles of a workload let it do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from stratiform.assembly.graph import Address, Graph, Kind
from stratiform.assembly.permissions import ROLE, permissions
from stratiform.diagram.hosts import Hosts
from stratiform.diagram.relations.relation import Relation, Strength, between

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
    r"^(Get|List|Describe|Query|Scan|BatchGet|Head|Receive|Read|Select|Connect|ClientMount|Subscribe|Condition)",
    re.IGNORECASE,
)


def relations(graph: Graph, hosts: Hosts) -> Iterator[Relation]:
    """One relation for each resource that a statement allows something on."""
    for holder, allowed in permissions(graph).items():
        actors = list(_actors(graph, hosts, holder)) if allowed else []
        for permission in allowed if actors else ():
            if not (label := _label(permission.spelled)):
                continue
            actions = ", ".join(permission.spelled[:4]) + (" …" if len(permission.spelled) > 4 else "")
            reason = f"{graph.resources[permission.by].path} allows {actions}"
            for resource in permission.resources:
                targets = hosts.meant(resource)
                if label == _RECEIVES:
                    yield from between(targets, actors, "feeds", reason, Strength.MAY)
                else:
                    yield from between(actors, targets, label, reason, Strength.MAY)


def _actors(graph: Graph, hosts: Hosts, holder: Address) -> Iterator[Address]:
    """The workloads that have the role. A provider of custom resources is plumbing, so it is none."""
    if graph.resources[holder].type != ROLE:
        yield from hosts.meant(holder)
    for edge in graph.into(holder):
        if edge.kind is not Kind.DEPENDS_ON and _ROLE.search(edge.at) and edge.at[:5] != "Roles":
            yield from hosts.meant(edge.source)


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
