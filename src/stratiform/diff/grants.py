"""Who may do what: every policy of a graph as grants, by whom or what they belong to."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.diff.documents import many
from stratiform.diff.renames import repointed
from stratiform.diff.wording import text

_IDENTITIES = {"Roles": "AWS::IAM::Role", "Users": "AWS::IAM::User", "Groups": "AWS::IAM::Group"}
_NAMED = {"RoleName": "Roles", "UserName": "Users", "GroupName": "Groups"}
_ATTACHED = ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy", "AWS::IAM::UserPolicy")
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
            and _matches(self.principal, other.principal)
            and _matches(self.action, other.action)
            and _matches(self.resource, other.resource)
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
    named: list[Any] = []
    if resource.type in _ATTACHED:
        for one, group in _NAMED.items():
            named += [resource.properties[one]] if one in resource.properties and group in _IDENTITIES else []
        for group in _IDENTITIES:
            members = resource.properties.get(group)
            named += members if isinstance(members, list) else []
    elif resource.type in _GUARDED:
        named = many(resource.properties.get(_GUARDED[resource.type]))
    owners = [_target(value, resource, graph) for value in named]
    return [owner for owner in owners if owner] or [resource.address]


def _target(value: Any, resource: Resource, graph: Graph) -> Address | None:
    match value:
        case {"Ref": str(name)} | {"Fn::GetAtt": [str(name), *_]}:
            found = Address(resource.address.stack, name)
            return found if found in graph.resources else None
    return None


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
        for statement in many(document["Statement"]):
            if isinstance(statement, dict):
                yield from _statement(statement)


def documents(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every policy document in ``value``, those written as JSON text among them."""
    match value:
        case {"Statement": list() | dict()}:
            yield value
        case dict():
            for inner in value.values():
                yield from documents(inner)
        case list():
            for inner in value:
                yield from documents(inner)
        case str() if value.lstrip().startswith("{") and '"Statement"' in value:
            try:
                yield from documents(json.loads(value))
            except ValueError:
                return


def _statement(statement: Mapping[str, Any]) -> Iterator[Grant]:
    conditions = frozenset(_conditions(statement.get("Condition")))
    allows = statement.get("Effect") != "Deny"
    for principal in _principals(statement):
        for action in _items(statement, "Action"):
            for resource in _items(statement, "Resource"):
                yield Grant(allows, principal, action.lower(), resource, conditions, action)


def _items(statement: Mapping[str, Any], name: str) -> list[str]:
    if f"Not{name}" in statement:
        return [f"everything but {', '.join(map(text, many(statement[f'Not{name}'])))}"]
    return [text(item) for item in many(statement.get(name, "*"))]


def _principals(statement: Mapping[str, Any]) -> list[str]:
    if "NotPrincipal" in statement:
        return [f"everybody but {text(statement['NotPrincipal'])}"]
    principal = statement.get("Principal")
    if isinstance(principal, dict) and not {"Ref", "Fn::If"} & set(principal):
        return [text(name) for names in principal.values() for name in many(names)]
    return [] if principal == [] else [text(principal)] if principal else [""]


def _conditions(condition: Any) -> Iterator[str]:
    if not isinstance(condition, dict):
        return
    for test, keys in condition.items():
        if isinstance(keys, dict):
            for key, wanted in keys.items():
                yield f"{test} {key} {' or '.join(map(text, many(wanted)))}"
        else:
            yield f"{test} {text(keys)}"


def _permission(properties: Mapping[str, Any]) -> Grant:
    names = ("SourceArn", "SourceAccount", "PrincipalOrgID", "EventSourceToken", "FunctionUrlAuthType")
    conditions = frozenset(f"{name} is {text(properties[name])}" for name in names if name in properties)
    action = text(properties.get("Action", "lambda:InvokeFunction"))
    who = text(properties.get("Principal", "*"))
    return Grant(True, who, action.lower(), "the function", conditions, action)


def _matches(pattern: str, value: str) -> bool:
    if pattern == value or pattern == "*":
        return True
    return ("*" in pattern or "?" in pattern) and _glob(pattern).fullmatch(value) is not None


@cache
def _glob(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."))
