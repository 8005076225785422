"""A rule: one thing that can be wrong with a resource, why it matters, and how to mend it."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, field

from stratiform.assembly.graph import Address, Graph, Resource


class Pillar(enum.Enum):
    """The six pillars of the AWS Well-Architected Framework."""

    OPERATIONS = "operational excellence"
    SECURITY = "security"
    RELIABILITY = "reliability"
    PERFORMANCE = "performance efficiency"
    COST = "cost optimization"
    SUSTAINABILITY = "sustainability"


class Severity(enum.IntEnum):
    """How much harm is likely, lowest first. AWS Security Hub's scale without its informational level."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4


@dataclass(frozen=True)
class References:
    """The ids that others have for the same fault."""

    security_hub: tuple[str, ...] = ()
    cdk_nag: tuple[str, ...] = ()
    checkov: tuple[str, ...] = ()
    cfn_nag: tuple[str, ...] = ()
    guard: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fault:
    """What is wrong with one resource: a sentence with the value seen.

    ``at`` is the property path, e.g. ``Properties.Tags[0].Value`` without the leading ``Properties.``.
    ``evidence`` are the other resources that prove it, in the order of the argument.
    """

    says: str
    at: str | None = None
    evidence: tuple[Address, ...] = ()


def always(resource: Resource, graph: Graph) -> bool:
    """Every resource of the rule's types is a subject."""
    return True


@dataclass(frozen=True)
class Rule:
    """One rule. Its id is made from its module: ``rules/s3/public_access.py`` is ``s3-public-access``.

    ``types`` are the resource types it looks at; a resource of one of them for which ``applies`` holds is a
    subject of the rule. ``faults`` returns what is wrong with a subject, or None. A value that cannot be
    known before deployment is no fault.
    ``title`` names the fault, ``why`` says what can happen, ``fix`` what to write, each in a sentence or two.
    ``source`` is the address of the AWS document that the rule follows.
    """

    title: str
    why: str
    fix: str
    pillar: Pillar
    severity: Severity
    source: str
    types: tuple[str, ...]
    faults: Callable[[Resource, Graph], Fault | None]
    applies: Callable[[Resource, Graph], bool] = always
    references: References = field(default_factory=References)
