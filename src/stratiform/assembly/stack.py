"""One stack, resolved, together with the stacks nested in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from stratiform.assembly import conditions, nested, parameters, sam_globals
from stratiform.assembly.graph import Output, Resource, Stack
from stratiform.assembly.outputs import outputs
from stratiform.assembly.resource import depends_on, resource
from stratiform.assembly.scalars import is_known
from stratiform.assembly.scope import UNKNOWN, Scope
from stratiform.assembly.source import Source
from stratiform.assembly.template import Template

Imported = Callable[[str], Any]


@dataclass(frozen=True)
class ResolvedStack:
    """``passed`` has the parameters as the parent gives them, in the parent's terms.

    ``notes`` are sentences about what could not be read.
    """

    stack: Stack
    template: Template
    resources: Mapping[str, Resource]
    depends_on: Mapping[str, tuple[str, ...]]
    outputs: Mapping[str, Output]
    passed: Mapping[str, Any]
    nested: Mapping[str, ResolvedStack] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def walk(self) -> Iterator[ResolvedStack]:
        """This stack, then every one nested in it."""
        yield self
        for child in self.nested.values():
            yield from child.walk()


def resolve_stack(
    source: Source, imported: Imported, passed: Mapping[str, Any] | None = None
) -> ResolvedStack:
    """The stack with its intrinsics resolved. ``imported`` answers an export's value or UNKNOWN.

    Raises TemplateError with the file and line.
    """
    template, stack = source.template, source.stack
    bodies = sam_globals.resources(template)
    notes: list[str] = []
    found: dict[str, Resource | None] = {}
    children: dict[str, ResolvedStack] = {}
    opening: list[str] = []

    def attribute(logical_id: str, name: str) -> Any:
        if not name.startswith("Outputs.") or not _is_nested(bodies.get(logical_id)):
            return UNKNOWN
        read(logical_id)
        child = children.get(logical_id)
        output = child.outputs.get(name.removeprefix("Outputs.")) if child else None
        return output.value if output and is_known(output.value) else UNKNOWN

    def read(logical_id: str) -> None:
        if logical_id in found:
            return
        if logical_id in opening:
            way = " -> ".join((*opening[opening.index(logical_id) :], logical_id))
            raise template.error(f"Nested stacks need one another: {way}", "Resources", logical_id)
        opening.append(logical_id)
        found[logical_id] = read_one(logical_id)
        opening.pop()

    def read_one(logical_id: str) -> Resource | None:
        one = resource(source, logical_id, bodies[logical_id], scope)
        if one is not None and one.type == nested.TYPE:
            below = nested.source(source, one)
            if below is None:
                notes.append(f"{one.address} is a nested stack whose template is not on this machine")
            else:
                children[logical_id] = resolve_stack(below, imported, nested.passed(one))
        return one

    scope = _scope(source, stack.parameters if passed is None else passed, attribute, imported)
    for logical_id in bodies:
        if logical_id.startswith("Fn::"):
            notes.append(
                f"{stack.id}: {logical_id} is not expanded ({template.where('Resources', logical_id)})"
            )
        else:
            read(logical_id)
    resources = {name: one for name in bodies if (one := found.get(name)) is not None}
    return ResolvedStack(
        stack=stack,
        template=template,
        resources=resources,
        depends_on={name: depends_on(bodies[name]) for name in resources},
        outputs=outputs(stack, template, scope),
        passed={} if passed is None else passed,
        nested={name: children[name] for name in resources if name in children},
        notes=tuple(notes),
    )


def _scope(
    source: Source, given: Mapping[str, Any], attribute: Callable[[str, str], Any], imported: Imported
) -> Scope:
    template, stack = source.template, source.stack
    pseudo = parameters.pseudo(account=stack.account, region=stack.region, stack_name=source.stack_name)
    mappings = template.section("Mappings")
    deciding = Scope({**pseudo, **parameters.known(template, given, secrets=True)}, mappings)
    decided = conditions.decide(template, deciding)
    values = {**pseudo, **parameters.known(template, given, secrets=False)}
    return Scope(values, mappings, decided.get, attribute, imported)


def _is_nested(body: Any) -> bool:
    return isinstance(body, dict) and body.get("Type") == nested.TYPE
