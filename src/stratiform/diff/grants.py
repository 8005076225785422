"""Who may do what: every policy of a graph as grants, by whom or what they belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.links import targets
from stratiform.assembly.policies import POLICIES, Statement, documents, resembles, statements
from stratiform.assembly.properties import is_unknown
from stratiform.diff.documents import many
from stratiform.diff.renames import repointed
from stratiform.diff.wording import text

# The properties of a policy that name who has it.
_IDENTITIES = ("Roles", "Users", "Groups", "RoleName", "UserName", "GroupName")
# Policies that are resources of their own, and the property that says what they guard.
_GUARDED = {
    "AWS::Lambda::Permission": "FunctionName",
    "AWS::S3::BucketPolicy": "Bucket",
    "AWS::SNS::TopicPolicy": "Topics",
    "AWS::SQS::QueuePolicy": "Queues",
    "AWS::SecretsManager::ResourcePolicy": "SecretId",
}


@dataclass(frozen=True)
class Grant:
    """One statement for one principal, action and resource; ``principal`` is empty in an identity's policy.

    ``conditions`` has one text for each test of a key. ``action`` is in lower case,
    ``spelled`` as it is written.
    """

    allows: bool
    principal: str
    action: str
    resource: str
    conditions: frozenset[str] = frozenset()
    spelled: str = field(default="", compare=False)

    def covers(self, other: Grant, *, conditions: bool = True) -> bool:
        """Whether everything that ``other`` says is said here: with ``conditions``, under no more of them."""
        return (
            self.allows == other.allows
            and resembles(self.principal, other.principal)
            and resembles(self.action, other.action)
            and resembles(self.resource, other.resource)
            and (not conditions or self.conditions <= other.conditions)
        )


Names = Callable[[Resource], Mapping[str, str]]


def grants(graph: Graph, names: Names = lambda resource: {}) -> dict[Address, set[Grant]]:
    """Every grant, by the role, user, group or guarded resource; else by the resource that has the policy.

    ``names`` gives the logical ids that references in a resource are to be told under.
    """
    found: dict[Address, set[Grant]] = {}
    for resource in graph.resources.values():
        made = set(_of(resource.type, repointed(resource.properties, names(resource))))
        for owner in _owners(resource, graph) if made else ():
            found.setdefault(owner, set()).update(made)
    return found


def _owners(resource: Resource, graph: Graph) -> list[Address]:
    path = _GUARDED.get(resource.type)
    paths = (path,) if path else _IDENTITIES if resource.type in POLICIES else ()
    return [owner.address for owner in targets(graph, resource, *paths)] or [resource.address]


def _of(type_: str, properties: Mapping[str, Any]) -> Iterator[Grant]:
    if type_ == "AWS::Lambda::Permission":
        yield _permission(properties)
    if type_.startswith("AWS::IAM::"):
        for arn in many(properties.get("ManagedPolicyArns") or []):
            yield Grant(True, "", f"what {text(arn)} allows", "*")
    if type_.startswith("AWS::Serverless::"):
        for policy in many(properties.get("Policies") or []):
            if isinstance(policy, dict) and "Statement" not in policy and len(policy) == 1:
                ((name, arguments),) = policy.items()
                yield Grant(True, "", f"what {name} allows", text(arguments))
            elif not isinstance(policy, dict):
                yield Grant(True, "", f"what {text(policy)} allows", "*")
    for document in documents(properties):
        for statement in statements(document, ""):
            yield from _statement(statement)


def _statement(statement: Statement) -> Iterator[Grant]:
    conditions = frozenset(_conditions(statement))
    for principal in _principals(statement):
        for action in _items(statement, "Action"):
            for resource in _items(statement, "Resource"):
                yield Grant(not statement.denies, principal, action.lower(), resource, conditions, action)


def _items(statement: Statement, name: str) -> list[str]:
    body = statement.body
    if f"Not{name}" in body:
        return [f"everything but {', '.join(map(text, many(body[f'Not{name}'])))}"]
    return [text(item) for item in many(body.get(name, "*"))]


def _principals(statement: Statement) -> list[str]:
    if "NotPrincipal" in statement.body:
        return [f"everybody but {text(statement.body['NotPrincipal'])}"]
    return [text(one) for _, one in statement.principals] if "Principal" in statement.body else [""]


def _conditions(statement: Statement) -> Iterator[str]:
    condition = statement.body.get("Condition")
    if is_unknown(condition):
        yield text(condition)
    for operator, key, wanted in statement.conditions:
        yield f"{operator} {key} {' or '.join(map(text, many(wanted)))}"


def _permission(properties: Mapping[str, Any]) -> Grant:
    names = ("SourceArn", "SourceAccount", "PrincipalOrgID", "EventSourceToken", "FunctionUrlAuthType")
    conditions = frozenset(f"{name} is {text(properties[name])}" for name in names if name in properties)
    action = text(properties.get("Action", "lambda:InvokeFunction"))
    who = text(properties.get("Principal", "*"))
    return Grant(True, who, action.lower(), "the function", conditions, action)
