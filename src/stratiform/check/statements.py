"""The statements of IAM policies, in every form a template can write them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from stratiform.assembly.graph import Resource
from stratiform.assembly.properties import is_unknown, items, value
from stratiform.check.texts import written

# Keys that bind a request to something fixed: a caller, a network, a source. S3 lists them as those that
# make a policy with a wildcard principal not public:
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
_BINDING_KEYS = frozenset(
    f"{service}:{key}".lower()
    for service, keys in {
        "aws": "SourceIp SourceVpc SourceVpce SourceArn SourceAccount SourceOwner SourceOrgID SourceOrgPaths "
        "PrincipalOrgID PrincipalOrgPaths PrincipalAccount PrincipalArn PrincipalIsAWSService userid "
        "CalledVia ViaAWSService PrincipalServiceName",
        "s3": "DataAccessPointArn DataAccessPointAccount x-amz-server-side-encryption-aws-kms-key-id",
        "kms": "CallerAccount ViaService",
        "sns": "Endpoint",
        "elasticfilesystem": "AccessedViaMountTarget AccessPointArn",
    }.items()
    for key in keys.split()
)
_EVERYWHERE = ("0.0.0.0/0", "::/0")


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
    def is_for_everyone(self) -> bool:
        """Whether it names all principals, in one of the forms that AWS takes for the same."""
        return any(one == "*" and kind in ("AWS", "*") for kind, one in self.principals)

    @cached_property
    def conditions(self) -> tuple[tuple[str, str, Any], ...]:
        """Its conditions: operator, key in lower case, value. Empty where they are not known."""
        found = self.body.get("Condition")
        if not isinstance(found, Mapping) or is_unknown(found):
            return ()
        return tuple(
            (str(operator), str(key).lower(), wanted)
            for operator, keys in found.items()
            if isinstance(keys, Mapping)
            for key, wanted in keys.items()
        )

    @property
    def is_bound(self) -> bool:
        """Whether a condition binds it to callers, networks or sources, or cannot be known."""
        if is_unknown(self.body.get("Condition")):
            return True
        return any(
            key in _BINDING_KEYS and not any(one in _EVERYWHERE or one == "*" for one in items(wanted))
            for operator, key, wanted in self.conditions
            if "Not" not in operator
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


def matches(pattern: str, action: str) -> bool:
    """Whether a statement that names ``pattern``, as ``s3:Get*``, is about ``action``, in either case."""
    if "*" not in pattern and "?" not in pattern:
        return pattern.lower() == action.lower()
    parts = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(parts, action, re.IGNORECASE) is not None


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


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


def permissions(resource: Resource) -> Iterator[Statement]:
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


HOLDERS = (*IDENTITIES, "AWS::Serverless::Function", "AWS::Serverless::StateMachine")
"""The types that take managed policies by their names or ARNs."""


def managed_policies(holder: Resource) -> Iterator[tuple[str, str]]:
    """The managed policies of AWS that a resource of ``HOLDERS`` has: places, and names without a path."""
    for path in ("ManagedPolicyArns", "Policies"):
        listed = holder.properties.get(path)
        for index, policy in enumerate(items(listed)):
            named = written(policy)
            if named and (path == "Policies" or ":aws:policy/" in named):
                yield (f"{path}[{index}]" if isinstance(listed, list) else path), named.rpartition("/")[2]
