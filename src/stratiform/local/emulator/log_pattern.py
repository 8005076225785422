"""The filter patterns of CloudWatch Logs: terms, JSON conditions and space-delimited fields.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
"""

from __future__ import annotations

import fnmatch
import functools
import json
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Fields = Mapping[str, Any]
Matcher = Callable[[str], Fields | None]
"""The fields of a message that matches, by ``$.path`` or ``$name``; None if it does not match."""


class InvalidPattern(ValueError):
    """The pattern cannot be read."""


@functools.lru_cache(maxsize=512)
def matcher(pattern: str) -> Matcher:
    """What ``pattern`` selects. Raises InvalidPattern."""
    text = pattern.strip()
    if text.startswith("{") and text.endswith("}"):
        return _json(text[1:-1])
    if text.startswith("[") and text.endswith("]"):
        return _columns(text[1:-1])
    return _terms(text)


def _terms(text: str) -> Matcher:
    found = re.findall(r'([?-]?)(?:"((?:[^"\\]|\\.)*)"|%([^%]*)%|(\S+))', text)
    tests = [(sign, _contains(quoted or plain, regex)) for sign, quoted, regex, plain in found]
    optional = [test for sign, test in tests if sign == "?"]

    def match(message: str) -> Fields | None:
        required = all(test(message) != (sign == "-") for sign, test in tests if sign != "?")
        return {} if required and (not optional or any(test(message) for test in optional)) else None

    return match


def _contains(text: str, regex: str) -> Callable[[str], bool]:
    if regex:
        compiled = re.compile(regex)
        return lambda message: compiled.search(message) is not None
    literal = text.replace('\\"', '"')
    return lambda message: literal in message


def _columns(text: str) -> Matcher:
    columns = [column.strip() for column in text.split(",")]
    names = [re.match(r"[\w.]+|\.\.\.", column) for column in columns]
    conditions = [_column_condition(column) for column in columns]

    def match(message: str) -> Fields | None:
        values = [
            next(part for part in parts if part or part == parts[-1])
            for parts in re.findall(r'"([^"]*)"|\[([^\]]*)\]|(\S+)', message)
        ]
        if "..." in columns:
            at = columns.index("...")
            gap = len(values) - (len(columns) - 1)
            if gap < 0:
                return None
            values = [*values[:at], "", *values[at + gap :]]
        if len(values) != len(columns):
            return None
        row = {f"${name[0]}": value for name, value in zip(names, values, strict=True) if name}
        return row if all(condition(row) for condition in conditions) else None

    return match


def _column_condition(column: str) -> Callable[[Fields], bool]:
    if not re.search(r"[=<>]", column):
        return lambda row: True
    return _Conditions(re.sub(r"\b([A-Za-z_]\w*)(?=\s*(?:!=|=|<|>))", r"$\1", column)).whole()


def _json(text: str) -> Matcher:
    condition = _Conditions(text).whole()

    def match(message: str) -> Fields | None:
        start = message.find("{")
        try:
            document = json.loads(message[start:]) if start >= 0 else None
        except ValueError:
            return None
        if not isinstance(document, dict):
            return None
        fields = JsonFields(document)
        return fields if condition(fields) else None

    return match


@dataclass(frozen=True)
class JsonFields(Mapping[str, Any]):
    """A JSON document read by ``$.a.b[0]``."""

    document: Any

    def __getitem__(self, path: str) -> Any:
        value = self.document
        for name, index in re.findall(r"\.?([\w@-]+)|\[(\d+)\]", path.removeprefix("$")):
            try:
                value = value[int(index)] if index else value[name]
            except (KeyError, IndexError, TypeError):
                raise KeyError(path) from None
        return value

    def __iter__(self) -> Any:
        return iter(self.document)

    def __len__(self) -> int:
        return len(self.document)


_TOKEN = re.compile(
    r'\s*(&&|\|\||\(|\)|!=|>=|<=|=|>|<|"(?:[^"\\]|\\.)*"|%[^%]*%|'
    r"(?:IS NULL|IS TRUE|IS FALSE|NOT EXISTS|EXISTS)\b|[^\s()&|=<>!]+)"
)
_NUMERIC = {">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le}
_STATES: dict[str, Callable[[bool, Any], bool]] = {
    "IS NULL": lambda there, value: there and value is None,
    "IS TRUE": lambda there, value: value is True,
    "IS FALSE": lambda there, value: value is False,
    "EXISTS": lambda there, value: there,
    "NOT EXISTS": lambda there, value: not there,
}
Condition = Callable[[Fields], bool]


class _Conditions:
    """``a && (b || c)``, read from left to right with && before ||."""

    def __init__(self, text: str) -> None:
        self.tokens = [match[1] for match in _TOKEN.finditer(text)]

    def whole(self) -> Condition:
        condition = self._any()
        if self.tokens:
            raise InvalidPattern(f"Unexpected {self.tokens[0]!r}")
        return condition

    def _any(self) -> Condition:
        parts = [self._all()]
        while self.tokens[:1] == ["||"]:
            self.tokens.pop(0)
            parts.append(self._all())
        return lambda fields: any(part(fields) for part in parts)

    def _all(self) -> Condition:
        parts = [self._one()]
        while self.tokens[:1] == ["&&"]:
            self.tokens.pop(0)
            parts.append(self._one())
        return lambda fields: all(part(fields) for part in parts)

    def _one(self) -> Condition:
        path = self._next()
        if path == "(":
            condition = self._any()
            if self._next() != ")":
                raise InvalidPattern("A parenthesis is not closed")
            return condition
        comparison = self._next()
        if comparison in _STATES:
            state = _STATES[comparison]
            return lambda fields: state(path in fields, fields.get(path))
        return _compare(path, comparison, self._next())

    def _next(self) -> str:
        if not self.tokens:
            raise InvalidPattern("The pattern ends too early")
        return self.tokens.pop(0)


def _compare(path: str, comparison: str, wanted: str) -> Condition:
    if comparison in _NUMERIC:
        compare = _NUMERIC[comparison]
        return lambda fields: (
            (value := _number(fields.get(path))) is not None and compare(value, float(wanted))
        )
    if comparison not in ("=", "!="):
        raise InvalidPattern(f"Unexpected {comparison!r} after {path}")
    equal = _equals(wanted)
    if comparison == "=":
        return lambda fields: path in fields and equal(fields[path])
    return lambda fields: path in fields and not equal(fields[path])


def _equals(wanted: str) -> Callable[[Any], bool]:
    if wanted.startswith("%"):
        compiled = re.compile(wanted.strip("%"))
        return lambda value: compiled.search(str(value)) is not None
    if not wanted.startswith('"') and (number := _number(wanted)) is not None:
        return lambda value: _number(value) == number
    text = wanted.strip('"').replace('\\"', '"')
    return lambda value: fnmatch.fnmatchcase(str(value), text.replace("[", "[[]"))


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None
