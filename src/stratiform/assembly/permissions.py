"""What roles may do, to which resources of the graph: their policies' statements, followed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.links import inside, sources, targets
from stratiform.assembly.once import once
from stratiform.assembly.policies import POLICIES, Statement, matches, statements_of
from stratiform.assembly.properties import canonical, value
from stratiform.assembly.sam_policies import Granted, templates

ROLE = "AWS::IAM::Role"
_SAM = ("AWS::Serverless::Function", "AWS::Serverless::StateMachine")

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

    ``actions`` are lower case, ``spelled`` are as they are written. ``resources`` are those of the graph that
    it names; ``patterns`` the texts it names besides, as ``*``. ``by`` has the statement: the role itself or
    one of its policies.
    """

    by: Address
    at: str
    actions: tuple[str, ...]
    spelled: tuple[str, ...]
    resources: tuple[Address, ...]
    patterns: tuple[str, ...]
    is_conditional: bool

    def allows(self, *actions: str) -> bool:
        """Whether it allows one of ``actions``, as ``s3:putobject``; wildcards of the statement count."""
        return any(matches(pattern, action) for pattern in self.actions for action in actions)


@once
def permissions(graph: Graph) -> Mapping[Address, tuple[Permission, ...]]:
    """What every role is allowed by its inline policies and those of the graph attached to it.

    A function or state machine of SAM that has no role stands for the one that SAM makes of its policies.
    """
    of_roles = {role.address: tuple(_of_role(graph, role)) for role in graph.of_type(ROLE)}
    of_policies = {
        workload.address: tuple(_of_policies(graph, workload))
        for workload in graph.of_type(*_SAM)
        if value(workload, "Role") is None
    }
    return of_roles | of_policies


def role_of(graph: Graph, workload: Resource) -> Resource | None:
    """The role that the code of a function or of a task runs with, where it is in the graph."""
    path = "TaskRoleArn" if workload.type == "AWS::ECS::TaskDefinition" else "Role"
    return next((role for role in targets(graph, workload, path) if role.type == ROLE), None)


def permissions_of(graph: Graph, workload: Resource) -> tuple[Permission, ...]:
    """What the code of a function or of a task may do."""
    return permissions(graph).get((role_of(graph, workload) or workload).address, ())


def _of_policies(graph: Graph, workload: Resource) -> Iterator[Permission]:
    for statement in statements_of(workload):
        if statement.allows:
            yield _permission(graph, workload, statement)
    for one in templates(graph, workload):
        resources = _granted(graph, one)
        yield Permission(workload.address, one.at, one.actions, one.actions, resources, (), False)


def _of_role(graph: Graph, role: Resource) -> Iterator[Permission]:
    attached = [
        *targets(graph, role, "ManagedPolicyArns"),
        *(policy for type_ in POLICIES for policy in sources(graph, role, type_, "Roles", "RoleName")),
    ]
    for holder in (role, *{one.address: one for one in attached if one.type in POLICIES}.values()):
        for statement in statements_of(holder):
            if statement.allows:
                yield _permission(graph, holder, statement)


def _permission(graph: Graph, holder: Resource, statement: Statement) -> Permission:
    pointed = (edge.target for edge in inside(graph, holder, f"{statement.at}.Resource"))
    patterns = tuple(one for one in statement.resources if isinstance(one, str))
    named = (address for one in patterns for address in _called(graph, one))
    spelled = tuple(one for one in statement.actions if isinstance(one, str))
    return Permission(
        by=holder.address,
        at=statement.at,
        actions=tuple(one.lower() for one in spelled),
        spelled=spelled,
        resources=tuple(dict.fromkeys((*pointed, *named))),
        patterns=patterns,
        is_conditional=bool(statement.body.get("Condition")),
    )


def _granted(graph: Graph, granted: Granted) -> tuple[Address, ...]:
    """What a template of SAM points at, or names as the resource itself does, even by the same parameter."""
    service = granted.actions[0].partition(":")[0]
    named = _names(graph).get((service, canonical(granted.name)))
    return tuple(dict.fromkeys((*granted.resources, *((named,) if named else ()))))


def _called(graph: Graph, arn: str) -> tuple[Address, ...]:
    """The resource that an ARN names by its name, as hand-written templates do to avoid a circle."""
    found = _ARN.match(arn)
    if found is None:
        return ()
    address = _names(graph).get((found["service"], canonical(found["name"])))
    return (address,) if address else ()


@once
def _names(graph: Graph) -> Mapping[tuple[str, str], Address]:
    return {
        (service, canonical(name)): resource.address
        for type_, (service, path) in _NAMED.items()
        for resource in graph.of_type(type_)
        if (name := value(resource, path)) is not None
    }
