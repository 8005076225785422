"""An assertion: something that a matrix can state of a system, with parameters."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from stratiform.assembly.graph import Address, Graph


class Kind(enum.Enum):
    """What a parameter may be, in the words of an error."""

    TEXT = "a text"
    TEXTS = "a list of texts"
    NUMBER = "a number"
    PATTERN = "a regular expression"
    VALUE = "a value"
    VALUES = "a list of values"
    FLAG = "true or false"
    CHOICE = "a mapping of property paths to values"


@dataclass(frozen=True)
class Parameter:
    """One parameter of an assertion; without a ``default`` it must be given."""

    kind: Kind
    about: str
    default: Any = ...

    @property
    def is_required(self) -> bool:
        """Whether it must be given."""
        return self.default is ...


@dataclass(frozen=True)
class Failure:
    """Why the assertion does not hold: a sentence, and the resources it is about."""

    says: str
    evidence: tuple[Address, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """``passed`` are the resources that it holds for. With neither it was about nothing here."""

    passed: tuple[Address, ...] = ()
    failed: tuple[Failure, ...] = ()


Given = Mapping[str, Any]


@dataclass(frozen=True)
class Assertion:
    """Named by its module: ``assertions/property_equals.py`` is ``property_equals`` in a matrix.

    ``judge`` gets every parameter, defaults filled in and patterns compiled.
    """

    about: str
    parameters: Mapping[str, Parameter]
    judge: Callable[[Graph, Given], Outcome]
