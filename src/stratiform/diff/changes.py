"""What `diff` answers: frozen values, the most dangerous first."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from stratiform.assembly.graph import Address, Resource


class Absent(enum.Enum):
    """The one value of a property that is not there."""

    ABSENT = "absent"

    def __str__(self) -> str:
        return "absent"


ABSENT: Final = Absent.ABSENT


class Effect(enum.IntEnum):
    """What CloudFormation does to a resource, the most dangerous last."""

    NONE = 0
    CREATES = 1
    UPDATES = 2
    KEEPS = 3  # leaves the stack and lives on
    INTERRUPTS = 4
    DELETES = 5
    MAY_REPLACE = 6
    REPLACES = 7
    MAY_DESTROY_DATA = 8
    DESTROYS_DATA = 9


class Kind(enum.StrEnum):
    """How a resource differs. Renamed: another logical id; moved: another construct path or stack."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"
    MOVED = "moved"


class Topic(enum.IntEnum):
    """What a concern is about, the most dangerous last."""

    PROTECTION = 0  # backup, retention, logging, encryption, deletion protection
    ALARM = 1
    ACCESS = 2
    EXPOSURE = 3


@dataclass(frozen=True)
class PropertyChange:
    """One place in a resource, e.g. ``Properties.Tags[0].Value`` or ``DeletionPolicy``.

    ``code`` tells that nothing but the hash of an asset differs; ``because`` names the replaced resource
    that the value is computed from.
    """

    path: str
    before: Any
    after: Any
    effect: Effect
    code: bool = False
    because: Address | None = None


@dataclass(frozen=True)
class Change:
    """One resource that differs; ``reasons`` are sentences about the effect."""

    kind: Kind
    before: Resource | None
    after: Resource | None
    properties: tuple[PropertyChange, ...]
    effect: Effect
    reasons: tuple[str, ...] = ()

    @property
    def resource(self) -> Resource:
        """The resource as it will be, or as it was where it goes."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def address(self) -> Address:
        """The address of ``resource``."""
        return self.resource.address


@dataclass(frozen=True)
class Concern:
    """Something that one resource opens, or closes where ``widens`` is false.

    ``says`` is a sentence without the resource's name; ``at`` is the property path where there is one.
    """

    topic: Topic
    widens: bool
    resource: Resource
    says: str
    at: str | None = None


@dataclass(frozen=True)
class ValueChange:
    """An output, an export or a parameter of a stack; ABSENT on the side that lacks it."""

    what: str
    stack: str
    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class TemplateSets:
    """The resources whose text differs between the templates, whatever it does. Addresses of the second."""

    added: frozenset[Address] = frozenset()
    removed: frozenset[Address] = frozenset()
    modified: frozenset[Address] = frozenset()


@dataclass(frozen=True)
class Changes:
    """Everything that differs between two graphs; resources and concerns have the most dangerous first."""

    resources: tuple[Change, ...] = ()
    concerns: tuple[Concern, ...] = ()
    values: tuple[ValueChange, ...] = ()
    template: TemplateSets = field(default_factory=TemplateSets)
    notes: tuple[str, ...] = ()

    @property
    def destructive(self) -> tuple[Change, ...]:
        """The changes that lose data, or may."""
        return tuple(change for change in self.resources if change.effect >= Effect.MAY_DESTROY_DATA)

    @property
    def broadening(self) -> tuple[Concern, ...]:
        """The concerns that give more access or open the network."""
        return tuple(one for one in self.concerns if one.widens and one.topic >= Topic.ACCESS)

    @property
    def empty(self) -> bool:
        """Whether nothing differs that a deployment would do or a reader would miss."""
        return not (self.resources or self.concerns or self.values)


def ordered(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes, the most dangerous first, then by construct path."""
    return tuple(sorted(changes, key=lambda one: (-one.effect, one.resource.path, one.address)))
