"""Values as sentences show them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from stratiform.assembly.properties import canonical
from stratiform.diff.changes import ABSENT

_LONGEST = 60
_REFERENCE = re.compile(r"\$\{(\w+)(?:\.[\w.]+)?\}")
_SECRET = re.compile(
    r"(password|secret(string)?|token|passphrase|private_?key|api_?key|credentials?)$", re.IGNORECASE
)


def text(value: Any) -> str:
    """A value as one piece of text, references as ``${LogicalId.Attribute}``."""
    match value:
        case str():
            return value
        case {"Ref": str(name)} if len(value) == 1:
            return f"${{{name}}}"
        case {"Fn::GetAtt": [str(name), str(attribute)]} if len(value) == 1:
            return f"${{{name}.{attribute}}}"
        case {"Fn::Join": [str(delimiter), list(items)]} if len(value) == 1:
            return delimiter.join(text(item) for item in items)
        case {"Fn::Sub": str(body)} if len(value) == 1:
            return body
        case {"Fn::ImportValue": inner} if len(value) == 1:
            return f"${{{text(inner)}}}"
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
    return canonical(value)


def short(value: Any) -> str:
    """A value as a sentence quotes it."""
    if value is ABSENT:
        return "none"
    found = " ".join(text(value).split())
    return found if len(found) <= _LONGEST else f"{found[: _LONGEST - 1]}…"


def named(sentence: str, names: Callable[[str], str | None]) -> str:
    """The sentence with references as the construct paths that ``names`` gives for logical ids."""
    return _REFERENCE.sub(lambda match: names(match[1]) or match[0], sentence)


def concealed(path: str, value: Any) -> Any:
    """The value, or a word instead of it where the property's name says that it is a secret."""
    if value is ABSENT or not isinstance(value, str | int | float) or isinstance(value, bool):
        return value
    return "(hidden)" if _SECRET.search(path) else value


def listed(items: list[str], most: int = 4) -> str:
    """``a, b and c``; the rest is counted."""
    if len(items) > most:
        return f"{', '.join(items[:most])} and {len(items) - most} more"
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)
