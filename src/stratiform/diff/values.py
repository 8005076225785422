"""Comparing two values: the places where they differ, without differences that mean nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from stratiform.assembly.properties import canonical, is_unknown
from stratiform.diff.changes import ABSENT

# The hash of an asset: of its content, in file names and image tags; older CDKs put it into parameters too.
_HASH = re.compile(r"[0-9a-f]{64}")
_PARAMETER = re.compile(
    r"^AssetParameters[0-9a-f]{64}(S3Bucket|S3VersionKey|ArtifactHash|ImageName)[0-9A-F]{8}$"
)
_IDENTITIES = ("Key", "Id", "Sid", "Name", "AttributeName", "IndexName", "PolicyName", "DeviceName")

Difference = tuple[str, Any, Any]
IsUnordered = Callable[[str], bool]


def differences(before: Any, after: Any, path: str, unordered: IsUnordered) -> Iterator[Difference]:
    """Every deepest place where the two differ: its path, the value before and after.

    ``unordered`` tells whether the list at a path has no order.
    """
    if _same(before, after):
        return
    match before, after:
        case dict(), dict() if not (is_unknown(before) or is_unknown(after)):
            for name in (*before, *(name for name in after if name not in before)):
                old, new = before.get(name, ABSENT), after.get(name, ABSENT)
                yield from differences(old, new, f"{path}.{name}" if path else str(name), unordered)
        case list(), list():
            yield from _lists(before, after, path, unordered)
        case _:
            yield path, before, after


def _lists(
    before: Sequence[Any], after: Sequence[Any], path: str, unordered: IsUnordered
) -> Iterator[Difference]:
    free = unordered(path)
    if free and Counter(map(canonical, before)) == Counter(map(canonical, after)):
        return
    pairs = _matched(before, after, free)
    if pairs is None:
        yield path, before, after
        return
    for index, old, new in pairs:
        yield from differences(old, new, f"{path}[{index}]", unordered)


def _matched(before: Sequence[Any], after: Sequence[Any], free: bool) -> list[tuple[int, Any, Any]] | None:
    """Which item became which: by identity, else by place; None where that would only confuse."""
    identity = _identity([*before, *after])
    if identity is not None:
        old = {one[identity]: (index, one) for index, one in enumerate(before)}
        new = {one[identity]: (index, one) for index, one in enumerate(after)}
        if len(old) == len(before) and len(new) == len(after) and (free or _in_order(old, new)):
            lost = [(index, one, ABSENT) for name, (index, one) in old.items() if name not in new]
            return [
                (index, old[name][1] if name in old else ABSENT, one) for name, (index, one) in new.items()
            ] + lost
    if free:
        mine, theirs = Counter(map(canonical, before)), Counter(map(canonical, after))
        lost = [(i, one, ABSENT) for i, one in enumerate(before) if canonical(one) not in theirs]
        gained = [(i, ABSENT, one) for i, one in enumerate(after) if canonical(one) not in mine]
        if len(lost) == len(gained) == 1:
            return [(gained[0][0], lost[0][1], gained[0][2])]
        return [*lost, *gained] or None
    if len(before) == len(after) and any(isinstance(item, dict) for item in after):
        return [(index, old, new) for index, (old, new) in enumerate(zip(before, after, strict=True))]
    return None


def _in_order(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    return [name for name in old if name in new] == [name for name in new if name in old]


def _identity(items: Sequence[Any]) -> str | None:
    if not items or not all(isinstance(item, dict) for item in items):
        return None
    return next(
        (name for name in _IDENTITIES if all(isinstance(item.get(name), str) for item in items)), None
    )


def without_hashes(value: Any) -> Any:
    """The value with every asset's hash replaced, so that two versions of the same code are equal."""
    match value:
        case str():
            return _HASH.sub("asset", _PARAMETER.sub(r"AssetParameters\1", value))
        case dict():
            return {without_hashes(key): without_hashes(inner) for key, inner in value.items()}
        case list():
            return [without_hashes(inner) for inner in value]
    return value


def _same(before: Any, after: Any) -> bool:
    """Whether CloudFormation reads both alike: ``true`` and ``"true"``, ``5`` and ``"5"``."""
    if isinstance(before, str | int | float) and isinstance(after, str | int | float):
        return _text(before) == _text(after)
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return all(_same(old, new) for old, new in zip(before, after, strict=True))
    return bool(before == after)


def _text(value: str | float) -> str:
    return (
        str(value).lower()
        if isinstance(value, bool) or value in ("true", "false", "True", "False")
        else str(value)
    )
