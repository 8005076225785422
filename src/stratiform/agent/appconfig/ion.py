"""The part of Amazon Ion's text that feature flags with variants come in: https://amazon-ion.github.io/ion-docs/

Ion's own Python package needs numpy, which is more than the whole agent may weigh.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_LONG = re.compile(r"'''(.*?)(?<!\\)'''", re.DOTALL)
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT(?:\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?|\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"[+-]?\d[\d_]*(?:\.\d*)?(?:[eEdD][+-]?\d+)?")
_SYMBOL = re.compile(r"[A-Za-z_$][\w$]*|[!#%&*+\-./;<=>?@^`|~]+")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|\n|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\n": ""}
_CONSTANTS = {"true": True, "false": False, "null": None}


@dataclass(frozen=True)
class Symbol:
    """A name without quotation marks, or with single ones."""

    name: str


@dataclass(frozen=True)
class Annotated:
    """A value and the name before it: ``'flag'::value``."""

    name: str
    value: Any


@dataclass(frozen=True)
class Expression:
    """What stands in parentheses."""

    parts: tuple[Any, ...]


class IonError(ValueError):
    """The text is not what this reads."""


def values(text: str) -> list[Any]:
    """The values in ``text``, one after the other. Raises IonError with the position."""
    found, at = [], _skip(text, 0)
    while at < len(text):
        value, at = _value(text, at)
        found.append(value)
        at = _skip(text, at)
    return found


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _value(text: str, at: int) -> tuple[Any, int]:
    for opening, closing in (("[", "]"), ("(", ")")):
        if text.startswith(opening, at):
            parts, at = _parts(text, at + 1, closing)
            return (Expression(tuple(parts)) if opening == "(" else parts), at
    value, at = _scalar(text, at)
    after = _skip(text, at)
    if isinstance(value, Symbol) and text.startswith("::", after):
        inner, at = _value(text, _skip(text, after + 2))
        return Annotated(value.name, inner), at
    if isinstance(value, Symbol) and value.name in _CONSTANTS and text[at - 1] != "'":
        return _CONSTANTS[value.name], at
    return value, at


def _parts(text: str, at: int, closing: str) -> tuple[list[Any], int]:
    parts: list[Any] = []
    at = _skip(text, at)
    while not text.startswith(closing, at):
        if at >= len(text):
            raise IonError(f"{closing} is missing at the end")
        value, at = _value(text, at)
        parts.append(value)
        at = _skip(text, at)
        if text.startswith(",", at):
            at = _skip(text, at + 1)
    return parts, at + 1


def _scalar(text: str, at: int) -> tuple[Any, int]:
    if match := _LONG.match(text, at):
        value, at = _unescaped(match[1]), match.end()
        while match := _LONG.match(text, _skip(text, at)):  # neighbours are one string
            value, at = value + _unescaped(match[1]), match.end()
        return value, at
    if match := _QUOTED.match(text, at):
        return Symbol(_unescaped(match[1])), match.end()
    if match := _STRING.match(text, at):
        return _unescaped(match[1]), match.end()
    if match := _STAMP.match(text, at):
        return datetime.fromisoformat(match[0].rstrip("T")), match.end()
    if match := _NUMBER.match(text, at):
        digits = match[0].replace("_", "")
        whole = re.fullmatch(r"[+-]?\d+", digits)
        return (int(digits) if whole else float(re.sub("[dD]", "e", digits))), match.end()
    if match := _SYMBOL.match(text, at):
        return Symbol(match[0]), match.end()
    raise IonError(f"nothing known at {at}: {text[at : at + 20]!r}")


def _unescaped(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = match[1]
        if code[0] in "uUx" and len(code) > 1:
            return chr(int(code[1:], 16))
        return _ESCAPES.get(code, code)

    return _ESCAPE.sub(character, text) if "\\" in text else text
