"""Edges between resources, joined across nested stacks, exports and regions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from stratiform.assembly.graph import Address, Edge, Kind
from stratiform.assembly.order import Cycle, ordered
from stratiform.assembly.references import Reference, references
from stratiform.assembly.stack import ResolvedStack

# How the CDK joins stacks in different regions: a writer puts values in the other region's parameter store.
_READER, _WRITER = "Custom::CrossRegionExportReader", "Custom::CrossRegionExportWriter"

Target = tuple[Address, Kind]


def edges(stacks: Sequence[ResolvedStack]) -> tuple[Edge, ...]:
    """Every edge of the assembly. ``stacks`` holds nested stacks too.

    Raises TemplateError for resources of one stack that need one another: CloudFormation cannot create them.
    """
    join = _Join(stacks)
    found: dict[Edge, None] = {}
    for stack in stacks:
        needs: dict[str, list[str]] = {name: [] for name in stack.resources}
        for name, resource in stack.resources.items():
            for other in stack.depends_on[name]:
                if other in stack.resources:
                    target = stack.resources[other].address
                    found[Edge(resource.address, target, Kind.DEPENDS_ON, "DependsOn")] = None
                    needs[name].append(other)
            for reference in references(resource.properties):
                for target, kind in join.targets(stack, reference, set()):
                    found[Edge(resource.address, target, kind, reference.at)] = None
                if reference.certain and reference.kind is not Kind.IMPORT:
                    needs[name].append(reference.name)
        _refuse_cycle(stack, needs)
    return tuple(found)


def _refuse_cycle(stack: ResolvedStack, needs: Mapping[str, list[str]]) -> None:
    """A macro or SAM may break a cycle that is in the source; an undecided condition may, too."""
    if stack.stack.transform:
        return
    certain = {name: others for name, others in needs.items() if stack.resources[name].condition is None}
    try:
        ordered(certain)
    except Cycle as cycle:
        what = f"Resources need one another: {cycle}"
        raise stack.template.error(what, "Resources", cycle.members[0]) from None


class _Join:
    """Follows a reference to the resources it means, through parameters, outputs, exports and regions."""

    def __init__(self, stacks: Sequence[ResolvedStack]) -> None:
        self.stacks = {stack.stack.id: stack for stack in stacks}
        self.exports: dict[str, list[tuple[ResolvedStack, Any]]] = {}
        self.outputs: dict[tuple[str, str], list[tuple[ResolvedStack, Any]]] = {}
        self.written: dict[str, list[tuple[ResolvedStack, Any]]] = {}
        for stack in stacks:
            for output in stack.outputs.values():
                self.outputs.setdefault((stack.stack.name, output.address.logical_id), []).append(
                    (stack, output.value)
                )
                if output.export is not None:
                    self.exports.setdefault(output.export, []).append((stack, output.value))
            for name, value in _written(stack):
                self.written.setdefault(name, []).append((stack, value))

    def targets(self, stack: ResolvedStack, reference: Reference, seen: set[Any]) -> Iterator[Target]:
        key = (stack.stack.id, reference.kind is Kind.IMPORT, reference.name, reference.attribute)
        if key in seen:
            return
        seen.add(key)
        if reference.kind is Kind.IMPORT:
            yield from self.imported(stack, reference, seen)
        elif resource := stack.resources.get(reference.name):
            yield resource.address, reference.kind
            attribute = reference.attribute or ""
            child = stack.nested.get(reference.name)
            if child is not None and attribute.startswith("Outputs."):
                output = child.outputs.get(attribute.removeprefix("Outputs."))
                yield from self.within(child, output.value if output else None, seen)
            elif resource.type == _READER:
                for writer, value in self.written.get(attribute, ()):
                    for target, _ in self.within(writer, value, seen):
                        yield target, Kind.IMPORT
        elif reference.name in stack.passed and stack.stack.parent:
            parent = self.stacks[stack.stack.parent.stack]
            yield from self.within(parent, stack.passed[reference.name], seen)

    def imported(self, stack: ResolvedStack, reference: Reference, seen: set[Any]) -> Iterator[Target]:
        if reference.attribute is None:
            place = (stack.stack.account, stack.stack.region)
            exporters = [
                (exporter, value)
                for exporter, value in self.exports.get(reference.name, ())
                if (exporter.stack.account, exporter.stack.region) == place
            ]
        else:
            exporters = self.outputs.get((reference.name, reference.attribute), [])
        for exporter, value in exporters:
            for target, _ in self.within(exporter, value, seen):
                yield target, Kind.IMPORT

    def within(self, stack: ResolvedStack, value: Any, seen: set[Any]) -> Iterator[Target]:
        for reference in references(value):
            yield from self.targets(stack, reference, seen)


def _written(stack: ResolvedStack) -> Iterator[tuple[str, Any]]:
    for resource in stack.resources.values():
        if resource.type == _WRITER:
            properties = resource.properties.get("WriterProps")
            exports = properties.get("exports") if isinstance(properties, dict) else None
            if isinstance(exports, dict):
                yield from exports.items()
