"""One member of a template's Resources."""

from __future__ import annotations

from typing import Any

from stratiform.assembly.graph import Address, Origin, Resource
from stratiform.assembly.intrinsics import resolve
from stratiform.assembly.scope import Scope
from stratiform.assembly.source import Source
from stratiform.assembly.template import described
from stratiform.assembly.text import shown


def resource(source: Source, logical_id: str, body: Any, scope: Scope) -> Resource | None:
    """The resource, or None under a condition known to be false. Raises TemplateError for a malformed one."""
    template = source.template
    here = ("Resources", logical_id)
    if not isinstance(body, dict):
        raise template.error(f"The resource {logical_id} must be a mapping; it is {described(body)}", *here)
    type_, properties = body.get("Type"), body.get("Properties")
    if not isinstance(type_, str) or not type_:
        raise template.error(f"The resource {logical_id} has no Type", *here)
    if properties is not None and not isinstance(properties, dict):
        what = f"The Properties of {logical_id} must be a mapping; it is {described(properties)}"
        raise template.error(what, *here)
    condition = body.get("Condition")
    condition = condition if isinstance(condition, str) else None
    if condition is not None and scope.condition(condition) is False:
        return None
    metadata = body.get("Metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    path = _path(source, logical_id, metadata)
    known = resolve(properties, scope)
    policy = resolve(body.get("DeletionPolicy"), scope)
    return Resource(
        address=Address(source.stack.id, logical_id),
        type=type_,
        path=path,
        properties=known if isinstance(known, dict) else {},
        condition=condition,
        deletion_policy=policy if isinstance(policy, str) else None,
        metadata=metadata,
        origin=source.metadata.origins.get(path) or Origin(shown(template.file), template.line(*here)),
    )


def depends_on(body: Any) -> tuple[str, ...]:
    """The logical ids in DependsOn."""
    named = body.get("DependsOn")
    names = named if isinstance(named, list) else [named]
    return tuple(dict.fromkeys(name for name in names if isinstance(name, str)))


def _path(source: Source, logical_id: str, metadata: dict[str, Any]) -> str:
    path = source.metadata.constructs.get(source.scope, {}).get(logical_id) or metadata.get("aws:cdk:path")
    return path if isinstance(path, str) and path else logical_id
