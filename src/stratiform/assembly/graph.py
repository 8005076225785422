"""The resource graph: what every tool reads. Frozen values; no file access, no presentation."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any


class Kind(enum.Enum):
    """How one resource points at another."""

    REF = "Ref"
    ATTRIBUTE = "Fn::GetAtt"
    SUBSTITUTION = "Fn::Sub"
    DEPENDS_ON = "DependsOn"
    IMPORT = "Fn::ImportValue"


@dataclass(frozen=True, order=True)
class Address:
    """Where a resource lives: the stack's artifact id and the logical id, unique across the assembly."""

    stack: str
    logical_id: str

    def __str__(self) -> str:
        return f"{self.stack}/{self.logical_id}"


@dataclass(frozen=True)
class Origin:
    """A place in a file: the user's own line when the assembly has traces, else the template's."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Resource:
    """One resource of one stack.

    ``properties`` has every intrinsic resolved as far as it can be without deploying; what cannot be
    known stays as its intrinsic, e.g. ``{"Ref": "Queue"}``; ``Fn::GetAtt`` is always a list. ``path`` is
    the construct path without the leading slash, or the logical id where nothing tells the path.
    """

    address: Address
    type: str
    path: str
    properties: Mapping[str, Any]
    condition: str | None = None
    deletion_policy: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    origin: Origin | None = None


@dataclass(frozen=True)
class Edge:
    """One resource points at another.

    ``at`` is the property path, e.g. ``RedrivePolicy.deadLetterTargetArn`` or ``DependsOn``.
    """

    source: Address
    target: Address
    kind: Kind
    at: str


@dataclass(frozen=True)
class Use:
    """A declared ``workload.uses(resource, access)``, by construct path."""

    workload: str
    resource: str
    access: str


@dataclass(frozen=True)
class Output:
    """One output of one stack; ``value`` is resolved as far as it can be."""

    address: Address
    value: Any
    description: str | None = None
    export: str | None = None


@dataclass(frozen=True)
class Asset:
    """A file or folder, or an image, that must be published before the stacks that name it.

    ``packaging`` is ``zip``, ``file`` or ``image``. ``bucket`` and ``key`` say where a file goes;
    ``source`` is the absolute path on this machine.
    """

    id: str
    packaging: str
    source: Path
    bucket: str | None = None
    key: str | None = None
    repository: str | None = None
    tag: str | None = None


@dataclass(frozen=True)
class Stack:
    """One stack: ``id`` is its artifact id (for a nested stack ``<parent id>.<logical id>``).

    ``template`` is the file as synthesized. ``depends_on`` holds stack ids. ``parent`` is the resource
    that creates a nested stack. ``account`` and ``region`` are None where the stack is environment-agnostic.
    ``body`` is the template's content with nothing resolved.
    """

    id: str
    name: str
    path: str
    template: Path
    account: str | None = None
    region: str | None = None
    depends_on: tuple[str, ...] = ()
    parent: Address | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    termination_protection: bool = False
    transform: tuple[str, ...] = ()
    body: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Graph:
    """A cloud assembly or a template, read once.

    ``stacks`` are in dependency order. ``notes`` are sentences about what could not be read.
    """

    stacks: Mapping[str, Stack]
    resources: Mapping[Address, Resource]
    edges: tuple[Edge, ...] = ()
    uses: tuple[Use, ...] = ()
    outputs: tuple[Output, ...] = ()
    assets: tuple[Asset, ...] = ()
    notes: tuple[str, ...] = ()

    @cached_property
    def _by_type(self) -> Mapping[str, tuple[Resource, ...]]:
        found: dict[str, list[Resource]] = {}
        for resource in self.resources.values():
            found.setdefault(resource.type, []).append(resource)
        return {type_: tuple(resources) for type_, resources in found.items()}

    @cached_property
    def _into(self) -> Mapping[Address, tuple[Edge, ...]]:
        return _grouped(self.edges, lambda edge: edge.target)

    @cached_property
    def _out_of(self) -> Mapping[Address, tuple[Edge, ...]]:
        return _grouped(self.edges, lambda edge: edge.source)

    def of_type(self, *types: str) -> Iterator[Resource]:
        """Every resource of one of ``types``, in template order."""
        for type_ in types:
            yield from self._by_type.get(type_, ())

    def into(self, address: Address) -> tuple[Edge, ...]:
        """Every edge that points at ``address``."""
        return self._into.get(address, ())

    def out_of(self, address: Address) -> tuple[Edge, ...]:
        """Every edge that leaves ``address``."""
        return self._out_of.get(address, ())

    def at(self, path: str) -> Resource | None:
        """The resource with this construct path, or below it in what the CDK and Stratiform call Resource."""
        below = (path, f"{path}/Resource", f"{path}/Resource/Resource")
        return next((self._by_path[place] for place in below if place in self._by_path), None)

    @cached_property
    def _by_path(self) -> Mapping[str, Resource]:
        return {resource.path: resource for resource in self.resources.values()}


def _grouped(edges: Iterable[Edge], key: Callable[[Edge], Address]) -> Mapping[Address, tuple[Edge, ...]]:
    found: dict[Address, list[Edge]] = {}
    for edge in edges:
        found.setdefault(key(edge), []).append(edge)
    return {address: tuple(members) for address, members in found.items()}
