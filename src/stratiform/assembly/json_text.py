"""JSON text to a Document. The standard scanner does the work; the two outer levels are walked for lines."""

from __future__ import annotations

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any, NoReturn

from stratiform.assembly.document import MAX_DEPTH, TOO_DEEP, Document, Malformed, is_deeper

_SPACE = re.compile(r"[ \t\n\r]*")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}]', re.DOTALL)
_COLON = re.compile(r"[ \t\n\r]*:")
_LONE_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def parse(text: str) -> Document:
    """The document in ``text``. Raises Malformed, also for a key that occurs twice in one object."""
    lines = _Lines(text)
    start = _skip(text, 0)
    try:
        if text[start : start + 1] == "{":
            value, end = _object(text, start, (), lines)
            if (end := _skip(text, end)) != len(text):
                raise json.JSONDecodeError("Extra data", text, end)
        else:
            value = _DECODER.decode(text)
        surrogate = _LONE_SURROGATE.search(text)
        if surrogate:
            json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as failure:
        raise Malformed(f"is not JSON: {failure.msg}", failure.lineno) from None
    except _Repeated:
        raise _repeated(text) from None
    except RecursionError:
        raise Malformed(f"is {TOO_DEEP}", 1) from None
    except UnicodeEncodeError:
        line = text.count("\n", 0, surrogate.start() if surrogate else 0) + 1
        raise Malformed("holds half of a surrogate pair, which is no character", line) from None
    except ValueError as failure:
        raise Malformed(f"holds a number that cannot be read: {failure}", 1) from None
    if is_deeper(value, MAX_DEPTH):
        raise Malformed(f"is {TOO_DEEP}", 1)
    return Document(value, lines.found)


class _Lines:
    """Counts newlines forwards only, so that all keys together cost one pass."""

    def __init__(self, text: str) -> None:
        self.text, self.line, self.position = text, 1, 0
        self.found: dict[tuple[str, ...], int] = {}

    def note(self, key: tuple[str, ...], position: int) -> None:
        self.line += self.text.count("\n", self.position, position)
        self.position = position
        self.found[key] = self.line


def _object(text: str, at: int, outer: tuple[str, ...], lines: _Lines) -> tuple[dict[str, Any], int]:
    """The object that starts at ``text[at]``, and the position after it."""
    result: dict[str, Any] = {}
    at = _skip(text, at + 1)
    if text[at : at + 1] == "}":
        return result, at + 1
    while True:
        if text[at : at + 1] != '"':
            raise json.JSONDecodeError("Expecting a key in double quotes", text, at)
        start = at
        key, at = scanstring(text, at + 1, True)
        lines.note((*outer, key), start)
        if key in result:
            raise Malformed(f"has the key {key!r} twice in one object", lines.line)
        at = _skip(text, at)
        if text[at : at + 1] != ":":
            raise json.JSONDecodeError("Expecting ':'", text, at)
        at = _skip(text, at + 1)
        if text[at : at + 1] == "{" and not outer:
            result[key], at = _object(text, at, (*outer, key), lines)
        else:
            try:
                result[key], at = _DECODER.scan_once(text, at)  # type: ignore[attr-defined]
            except StopIteration as stop:
                raise json.JSONDecodeError("Expecting a value", text, stop.value) from None
        at = _skip(text, at)
        if text[at : at + 1] == "}":
            return result, at + 1
        if text[at : at + 1] != ",":
            raise json.JSONDecodeError("Expecting ','", text, at)
        at = _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


class _Repeated(Exception):
    """Deep inside, where the scanner tells no position."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise _Repeated
    return result


def _repeated(text: str) -> Malformed:
    """The error with the line of the second key: a slower pass, for the message only.

    The text is sound up to the end of the object that has it, so the pass stops before anything broken.
    """
    objects: list[set[str]] = []
    for token in _TOKEN.finditer(text):
        if token[0] == "{":
            objects.append(set())
        elif token[0] == "}":
            objects.pop()
        elif _COLON.match(text, token.end()):
            key, _ = scanstring(text, token.start() + 1, True)
            if key in objects[-1]:
                line = text.count("\n", 0, token.start()) + 1
                return Malformed(f"has the key {key!r} twice in one object", line)
            objects[-1].add(key)
    return Malformed("has a key twice in one object", 1)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant)
