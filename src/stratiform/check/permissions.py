"""What roles may do, to which resources of the graph: their policies' statements, followed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.links import inside, sources, targets
from stratiform.assembly.once import once
from stratiform.assembly.properties import value
from stratiform.check import statements
from stratiform.check.sam_policies import Granted, templates
from stratiform.check.statements import POLICIES, Statement, matches

ROLE = "AWS::IAM::Role"

# The types whose ARN can be told from their name: their service in IAM, and the property with the name.
_NAMED: Mapping[str, tuple[str, str]] = {
    "AWS::S3::Bucket": ("s3", "BucketName"),
    "AWS::SQS::Queue": ("sqs", "QueueName"),
    "AWS::SNS::Topic": ("sns", "TopicName"),
    "AWS::DynamoDB::Table": ("dynamodb", "TableName"),
}
_ARN = re.compile(
    r"^arn:[\w-]+:(?P<service>s3|sqs|sns|dynamodb):[^:]*:[^:]*:(?:table/)?(?P<name>[\w.-]+)(?:/|$)"
)


@dataclass(frozen=True)
class Permission:
    """One statement that allows something.

    ``actions`` are lower case. ``resources`` are those of the graph that it names; ``patterns`` the texts it
    names besides, as ``*``. ``by`` has the statement: the role itself or one of its policies.
    """

    by: Address
    at: str
    actions: tuple[str, ...]
    resources: tuple[Address, ...]
    patterns: tuple[str, ...]
    is_conditional: bool

    def allows(self, *actions: str) -> bool:
        """Whether it allows one of ``actions``, as ``s3:putobject``; wildcards of the statement count."""
        return any(matches(pattern, action) for pattern in self.actions for action in actions)


@once
def permissions(graph: Graph) -> Mapping[Address, tuple[Permission, ...]]:
    """The statements of every role, from its inline policies and those of the graph attached to it."""
    return {role.address: tuple(_of_role(graph, role)) for role in graph.of_type(ROLE)}


def role_of(graph: Graph, workload: Resource) -> Resource | None:
    """The role that the code of a function or of a task runs with, where it is in the graph."""
    path = "TaskRoleArn" if workload.type == "AWS::ECS::TaskDefinition" else "Role"
    return next((role for role in targets(graph, workload, path) if role.type == ROLE), None)


def permissions_of(graph: Graph, workload: Resource) -> tuple[Permission, ...]:
    """What the code of a function or of a task may do. SAM makes a role from a function's own policies."""
    role = role_of(graph, workload)
    if role is None and workload.type == "AWS::Serverless::Function":
        return _of_sam(graph).get(workload.address, ())
    return permissions(graph).get(role.address, ()) if role else ()


@once
def _of_sam(graph: Graph) -> Mapping[Address, tuple[Permission, ...]]:
    found: dict[Address, tuple[Permission, ...]] = {}
    for function in graph.of_type("AWS::Serverless::Function"):
        stated = (_permission(graph, function, one) for one in statements.permissions(function) if one.allows)
        made = (
            Permission(function.address, one.at, one.actions, _granted(graph, one), (), False)
            for one in templates(graph, function)
        )
        found[function.address] = (*stated, *made)
    return found


def _of_role(graph: Graph, role: Resource) -> Iterator[Permission]:
    attached = [
        *targets(graph, role, "ManagedPolicyArns"),
        *(policy for type_ in POLICIES for policy in sources(graph, role, type_, "Roles", "RoleName")),
    ]
    for holder in (role, *{one.address: one for one in attached if one.type in POLICIES}.values()):
        for statement in statements.permissions(holder):
            if statement.allows:
                yield _permission(graph, holder, statement)


def _permission(graph: Graph, holder: Resource, statement: Statement) -> Permission:
    pointed = (edge.target for edge in inside(graph, holder, f"{statement.at}.Resource"))
    patterns = tuple(one for one in statement.resources if isinstance(one, str))
    named = (address for one in patterns for address in _called(graph, one))
    return Permission(
        by=holder.address,
        at=statement.at,
        actions=tuple(one.lower() for one in statement.actions if isinstance(one, str)),
        resources=tuple(dict.fromkeys((*pointed, *named))),
        patterns=patterns,
        is_conditional=bool(statement.body.get("Condition")),
    )


def _granted(graph: Graph, granted: Granted) -> tuple[Address, ...]:
    """What a template of SAM points at, or names as the resource itself does, even by the same parameter."""
    service = granted.actions[0].partition(":")[0]
    named = _names(graph).get((service, _key(granted.name)))
    return tuple(dict.fromkeys((*granted.resources, *((named,) if named else ()))))


def _called(graph: Graph, arn: str) -> tuple[Address, ...]:
    """The resource that an ARN names by its name, as hand-written templates do to avoid a circle."""
    found = _ARN.match(arn)
    if found is None:
        return ()
    address = _names(graph).get((found["service"], _key(found["name"])))
    return (address,) if address else ()


@once
def _names(graph: Graph) -> Mapping[tuple[str, str], Address]:
    return {
        (service, _key(name)): resource.address
        for type_, (service, path) in _NAMED.items()
        for resource in graph.of_type(type_)
        if (name := value(resource, path)) is not None
    }


def _key(name: Any) -> str:
    return json.dumps(name, sort_keys=True)
