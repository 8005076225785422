"""What differs in one resource, and what CloudFormation does about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from stratiform.assembly.graph import Resource
from stratiform.diff import data
from stratiform.diff.changes import ABSENT, Change, Effect, Kind, PropertyChange
from stratiform.diff.documents import canonical_policies
from stratiform.diff.renames import repointed
from stratiform.diff.replacement import effect, is_unordered
from stratiform.diff.replacement import name as naming
from stratiform.diff.values import differences, without_hashes

# The attributes of a resource beside its properties. None of them touches what is deployed.
_ATTRIBUTES = (
    "Condition",
    "CreationPolicy",
    "DeletionPolicy",
    "DependsOn",
    "UpdatePolicy",
    "UpdateReplacePolicy",
)
_CODE = re.compile(
    r"Asset|Bucket|Code|Content|Image|Key|Location|S3|Source|TemplateURL|Zip|Template", re.IGNORECASE
)
# Each change of these makes a new one, on purpose; the CDK puts a hash into the logical id of some.
REVISIONS = (
    "AWS::ApiGateway::Deployment",
    "AWS::ApiGatewayV2::Deployment",
    "AWS::ECS::TaskDefinition",
    "AWS::Lambda::LayerVersion",
    "AWS::Lambda::Version",
)
_METADATA = ("aws:asset:", "aws:cdk:")
_INIT = "AWS::CloudFormation::Init"

Bodies = tuple[Mapping[str, Any], Mapping[str, Any]]


def changed(
    before: Resource,
    after: Resource,
    bodies: Bodies,
    names: Mapping[str, str],
) -> tuple[PropertyChange, ...]:
    """Every place where a resource differs. ``bodies`` are what the two templates say.

    ``names`` has the new logical ids of renamed resources.
    """
    found = [
        PropertyChange(name, old, new, Effect.NONE)
        for name in _ATTRIBUTES
        if not _alike(name, old := bodies[0].get(name, ABSENT), new := bodies[1].get(name, ABSENT), names)
    ]
    if before.type != after.type:
        found.append(PropertyChange("Type", before.type, after.type, Effect.REPLACES))
        return tuple(found)
    told = repointed(before.properties, names)
    if told != after.properties:
        found += _properties(told, after)
    return (*found, *_metadata(before, after))


def _properties(before: Mapping[str, Any], after: Resource) -> Iterator[PropertyChange]:
    old, new = canonical_policies(before), canonical_policies(after.properties)
    for path, was, will in differences(old, new, "", lambda path: is_unordered(after.type, path)):
        code = bool(_CODE.search(path)) and without_hashes(was) == without_hashes(will)
        yield PropertyChange(f"Properties.{path}", was, will, _effect(after, path, code), code)


def _effect(resource: Resource, path: str, code: bool) -> Effect:
    # A nested stack's template is published under its hash: what differs inside is told there.
    if code and resource.type == "AWS::CloudFormation::Stack":
        return Effect.NONE
    return effect(resource.type, path)


def _alike(name: str, old: Any, new: Any, names: Mapping[str, str]) -> bool:
    if name == "DependsOn":
        listed = [value if isinstance(value, list) else [value] for value in (old, new)]
        return {names.get(str(one), str(one)) for one in listed[0]} == {str(one) for one in listed[1]}
    return bool(old == new)


def _metadata(before: Resource, after: Resource) -> Iterator[PropertyChange]:
    for name in sorted({*before.metadata, *after.metadata}):
        old, new = before.metadata.get(name, ABSENT), after.metadata.get(name, ABSENT)
        if old != new and not name.startswith(_METADATA):
            does = Effect.UPDATES if name == _INIT else Effect.NONE
            yield PropertyChange(f"Metadata.{name}", old, new, does)


def change(
    kind: Kind, before: Resource, after: Resource, properties: tuple[PropertyChange, ...], bodies: Bodies
) -> Change:
    """The change of a resource that stays under its logical id; ``bodies`` are what the two templates say."""
    worst = max((one.effect for one in properties), default=Effect.NONE)
    reasons: list[str] = []
    if before.type != after.type:
        reasons.append("CloudFormation refuses another type under the same logical id")
    if worst in (Effect.REPLACES, Effect.MAY_REPLACE):
        fate = data.on_replacement(before, *bodies, worst)
        worst = fate.effect
        reasons += [fate.reason] if fate.reason else []
    if worst in (Effect.REPLACES, Effect.DESTROYS_DATA):
        reasons += _taken(before, after)
    return Change(kind, before, after, properties, worst, tuple(reasons))


def added(resource: Resource) -> Change:
    """A resource that is created."""
    return Change(Kind.ADDED, None, resource, (), Effect.CREATES)


def removed(resource: Resource, body: Mapping[str, Any]) -> Change:
    """A resource that its stack no longer has."""
    fate = data.on_removal(resource, body)
    return Change(Kind.REMOVED, resource, None, (), fate.effect, (fate.reason,) if fate.reason else ())


def renamed(
    before: Resource,
    after: Resource,
    properties: tuple[PropertyChange, ...],
    body: Mapping[str, Any],
    *,
    stays: bool,
) -> Change:
    """A resource under another logical id, or in another stack where ``stays`` is false.

    CloudFormation knows no renaming: it creates the new one and deletes the old one.
    """
    fate = data.on_removal(before, body)
    kind = Kind.RENAMED if stays else Kind.MOVED
    if before.type in REVISIONS:
        return Change(
            kind, before, after, properties, Effect.UPDATES, ("a new one takes its place, as designed",)
        )
    worst = Effect.REPLACES if fate.effect is Effect.DELETES else fate.effect
    where = "logical id" if stays else "stack"
    way = f"another {where}: a new one is created and {before.address} is deleted"
    if fate.effect is Effect.KEEPS:
        way = f"another {where}: a new one is created"
        worst = Effect.REPLACES
    reasons = [way, *([fate.reason] if fate.reason else ()), *_taken(before, after)]
    return Change(kind, before, after, properties, worst, tuple(reasons))


def _taken(before: Resource, after: Resource) -> list[str]:
    """That CloudFormation, which creates first and deletes later, cannot give a name twice."""
    given = naming(after.type)
    if given is None or not isinstance(value := after.properties.get(given), str):
        return []
    if value != before.properties.get(given):
        return []
    return [f"CloudFormation refuses while the {given} stays {value}, since the old one has it"]
