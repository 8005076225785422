"""The line of every key of a TOML file. ``tomllib`` reads values and forgets where they were."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

Key = tuple[str, ...]


def lines(text: str) -> Mapping[Key, int]:
    """The first line of each key and table of a valid TOML text, counted from 1.

    A statement is the smallest run of lines that parses by itself, so strings and lists over several
    lines are one statement.
    """
    found: dict[Key, int] = {}
    table: Key = ()
    statement, begins = "", 1
    for number, line in enumerate(text.splitlines(), start=1):
        begins = begins if statement else number
        statement += line + "\n"
        try:
            values = tomllib.loads(statement)
        except tomllib.TOMLDecodeError:
            continue
        keys = list(_keys(values))
        if statement.lstrip().startswith("["):
            table = max(keys, key=len)
            keys = [table]
        else:
            keys = [table + key for key in keys]
        for key in keys:
            found.setdefault(key, begins)
        for length in range(1, len(table)):
            found.setdefault(table[:length], begins)  # [a.b] alone makes a too
        statement = ""
    return found


def line_of(found: Mapping[Key, int], key: Key) -> int:
    """The line of ``key``, or of the nearest table around it, or 1."""
    while key and key not in found:
        key = key[:-1]
    return found.get(key, 1)


def _keys(values: Mapping[str, Any]) -> Iterator[Key]:
    for name, value in values.items():
        yield (name,)
        below = value[0] if isinstance(value, list) and value and isinstance(value[0], dict) else value
        if isinstance(below, dict):
            yield from ((name, *rest) for rest in _keys(below))
