"""Reading environment variables: the first of several names that is set, with a clear error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from stratiform.agent.errors import AgentError

T = TypeVar("T")
_FILE = "file://"


@dataclass(frozen=True)
class Variables:
    """The environment the agent was started with."""

    values: Mapping[str, str]

    def read(self, names: str, default: T, parse: Callable[[str], T]) -> T:
        """The value of the first of ``names`` (separated by blanks) that is set and not empty.

        Raises AgentError that names the variable and its value.
        """
        for name in names.split():
            text = self.values.get(name, "").strip()
            if text:
                try:
                    return parse(text)
                except ValueError as error:
                    raise AgentError(f"{name} is {text!r}: {error}.", "Correct the variable.") from None
        return default

    def secret(self, names: str) -> str | None:
        """A value that may stand in a file, as ``file:///path``; it is never part of an error.

        Raises AgentError where the file cannot be read.
        """
        for name in names.split():
            text = self.values.get(name, "").strip()
            if text.startswith(_FILE):
                try:
                    return Path(text.removeprefix(_FILE)).read_text().strip()
                except OSError as error:
                    raise AgentError(f"{name} names a file: {error.strerror}.", "Correct the path.") from None
            if text:
                return text
        return None


def flag(text: str) -> bool:
    """Raises ValueError for what is neither true nor false."""
    known = {"true": True, "1": True, "false": False, "0": False}
    if text.lower() not in known:
        raise ValueError("not true or false")
    return known[text.lower()]


def headers(text: str) -> tuple[tuple[str, str], ...]:
    """``name: value`` pairs separated by commas. Raises ValueError without telling a value."""
    pairs = [part.partition(":") for part in names(text)]
    if not all(name.strip() and colon for name, colon, _ in pairs):
        raise ValueError("not headers like Name: value, Other: value")
    return tuple((name.strip(), value.strip()) for name, _, value in pairs)


def whole(least: int, most: int) -> Callable[[str], int]:
    """A parser of whole numbers within bounds."""

    def parse(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise ValueError(f"not a whole number from {least} to {most}")
        return int(text)

    return parse


def within(least: float, most: float, parse: Callable[[str], float]) -> Callable[[str], float]:
    """``parse``, and then the bounds."""

    def bounded(text: str) -> float:
        found = parse(text)
        if not least <= found <= most:
            raise ValueError(f"not from {least:g} to {most:g}")
        return found

    return bounded


def one_of(*known: str) -> Callable[[str], str]:
    """A parser of a word out of several, in any case."""

    def parse(text: str) -> str:
        if text.lower() not in known:
            raise ValueError(f"not one of {', '.join(known)}")
        return text.lower()

    return parse


def names(text: str) -> tuple[str, ...]:
    """A list separated by commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())
