"""The statements of IAM policies, in every form a template can write them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from stratiform.assembly.graph import Resource
from stratiform.assembly.properties import is_unknown, items, value


@dataclass(frozen=True)
class Statement:
    """One statement; ``at`` is its place in the resource's properties. Lists are lists also if written alone.

    Items of ``actions``, ``resources`` and the like may be intrinsics.
    """

    at: str
    body: Mapping[str, Any]

    @property
    def allows(self) -> bool:
        """Whether its effect is Allow."""
        return self.body.get("Effect") == "Allow"

    @property
    def denies(self) -> bool:
        """Whether its effect is Deny."""
        return self.body.get("Effect") == "Deny"

    @cached_property
    def actions(self) -> tuple[Any, ...]:
        """What it lets or forbids, e.g. ``s3:GetObject``."""
        return tuple(items(self.body.get("Action")))

    @cached_property
    def resources(self) -> tuple[Any, ...]:
        """What it is about; an intrinsic alone is one item."""
        found = self.body.get("Resource")
        return (found,) if is_unknown(found) else tuple(items(found))

    @cached_property
    def principals(self) -> tuple[tuple[str, Any], ...]:
        """Who it is about: pairs of a kind, as in ``AWS`` or ``Service``, and one of that kind."""
        found = self.body.get("Principal")
        if isinstance(found, Mapping) and not is_unknown(found):
            return tuple(
                (kind, one)
                for kind, named in found.items()
                for one in ([named] if is_unknown(named) else items(named))
            )
        return (("AWS", found),) if found is not None else ()

    @property
    def has_unknown_condition(self) -> bool:
        """Whether it has a condition of which something is not known."""
        found = self.body.get("Condition")
        return is_unknown(found) or (isinstance(found, Mapping) and any(map(is_unknown, found.values())))

    def tests(self, key: str) -> tuple[tuple[str, Any], ...]:
        """Its conditions on ``key``, in any case: operator, value."""
        return tuple(
            (operator, wanted) for operator, name, wanted in self.conditions if name.lower() == key.lower()
        )

    @property
    def is_for_everyone(self) -> bool:
        """Whether it names all principals, in one of the forms that AWS takes for the same."""
        return any(one == "*" and kind in ("AWS", "*") for kind, one in self.principals)

    @cached_property
    def conditions(self) -> tuple[tuple[str, str, Any], ...]:
        """Its conditions: operator, key, value. Keys have no case. Empty where they are not known."""
        found = self.body.get("Condition")
        if not isinstance(found, Mapping) or is_unknown(found):
            return ()
        return tuple(
            (str(operator), str(key), wanted)
            for operator, keys in found.items()
            if isinstance(keys, Mapping)
            for key, wanted in keys.items()
        )


def statements(document: Any, at: str) -> Iterator[Statement]:
    """The statements of a policy document that stands at the property ``at``, also as JSON in a text."""
    if isinstance(document, str):
        document = _parsed(document)
    if not isinstance(document, Mapping) or is_unknown(document):
        return
    found = document.get("Statement")
    for index, body in enumerate(items(found)):
        if isinstance(body, Mapping) and not is_unknown(body):
            place = f"{at}.Statement[{index}]" if isinstance(found, list) else f"{at}.Statement"
            yield Statement(place, body)


def documents(found: Any) -> Iterator[Mapping[str, Any]]:
    """Every policy document inside ``found``, those written as JSON in a text among them."""
    match found:
        case {"Statement": list() | dict()}:
            yield found
        case dict():
            for inner in found.values():
                yield from documents(inner)
        case list():
            for inner in found:
                yield from documents(inner)
        case str() if found.lstrip().startswith("{") and '"Statement"' in found:
            yield from documents(_parsed(found))


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def matches(pattern: str, action: str) -> bool:
    """Whether a statement that names ``pattern``, as ``s3:Get*``, is about ``action``, in either case."""
    return resembles(pattern.lower(), action.lower())


def resembles(pattern: str, value: str) -> bool:
    """Whether ``value`` is ``pattern``, in which ``*`` is any text and ``?`` any character."""
    if "*" not in pattern and "?" not in pattern:
        return pattern == value
    return pattern == "*" or _expression(pattern).fullmatch(value) is not None


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."), re.DOTALL)


IDENTITIES = ("AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group")
POLICIES = (
    "AWS::IAM::Policy",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::RolePolicy",
    "AWS::IAM::UserPolicy",
    "AWS::IAM::GroupPolicy",
)
PERMISSIONS = (*POLICIES, *IDENTITIES, "AWS::Serverless::Function", "AWS::Serverless::StateMachine")
"""The types whose properties grant permissions to an identity."""


def statements_of(resource: Resource) -> Iterator[Statement]:
    """What a resource of ``PERMISSIONS`` grants: the statements of its own document or of those inside it."""
    yield from statements(resource.properties.get("PolicyDocument"), "PolicyDocument")
    listed = resource.properties.get("Policies")
    for index, policy in enumerate(items(listed)):
        if isinstance(policy, Mapping):
            at = f"Policies[{index}]" if isinstance(listed, list) else "Policies"
            yield from statements(policy.get("PolicyDocument"), f"{at}.PolicyDocument")
            # SAM writes the document itself into the list.
            yield from statements(policy, at)


def trust(role: Resource) -> Iterator[Statement]:
    """Who may assume ``role``."""
    yield from statements(value(role, "AssumeRolePolicyDocument"), "AssumeRolePolicyDocument")
