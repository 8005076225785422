"""Resources that go and come back under another logical id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from stratiform.assembly.graph import Address, Resource
from stratiform.assembly.properties import canonical
from stratiform.diff.values import without_hashes

# The share of both resources' values that they must have in common.
_ALIKE = 0.75
_SAME_PATH = 0.5
# The time grows with the square: above so many pairs of one type, only some equal ones are looked at.
_MOST, _EQUALS = 40_000, 20


def renames(
    removed: Sequence[Resource], added: Sequence[Resource], home: Mapping[str, str]
) -> list[tuple[Resource, Resource]]:
    """Pairs of a removed and an added resource that are the same thing, the most alike first.

    The same type, and nearly the same properties or the same construct path. ``home`` has the second
    graph's id of each stack of the first. Where two are as alike as each other, the order of the templates
    decides.
    """
    values = {one.address: _leaves(one) for one in (*removed, *added)}
    candidates: dict[str, list[tuple[int, Resource]]] = {}
    for place, one in enumerate(added):
        candidates.setdefault(one.type, []).append((place, one))
    equals: dict[tuple[str, frozenset[Any]], list[tuple[int, Resource]]] = {}
    for place, one in enumerate(added):
        equals.setdefault(_key(one, values), []).append((place, one))
    numbers = Counter(one.type for one in removed)
    scored: list[tuple[float, int, int, Resource, Resource]] = []
    for index, old in enumerate(removed):
        all_ = candidates.get(old.type, [])
        few = all_ if numbers[old.type] * len(all_) <= _MOST else equals.get(_key(old, values), [])[:_EQUALS]
        for place, new in few:
            score = _score(old, values[old.address], new, values[new.address], home)
            if score:
                scored.append((-score, index, place, old, new))
    found: list[tuple[Resource, Resource]] = []
    gone: set[Address] = set()
    come: set[Address] = set()
    for _, _, _, old, new in sorted(scored, key=lambda each: each[:3]):
        if old.address not in gone and new.address not in come:
            gone.add(old.address)
            come.add(new.address)
            found.append((old, new))
    return found


def _score(
    old: Resource, mine: Counter[str], new: Resource, theirs: Counter[str], home: Mapping[str, str]
) -> float:
    same_stack = home.get(old.address.stack) == new.address.stack
    same_path = old.path == new.path != old.address.logical_id
    same_id = old.address.logical_id == new.address.logical_id
    total = sum(mine.values()) + sum(theirs.values())
    alike = 2 * sum((mine & theirs).values()) / total if total else 1.0
    if not total and not same_path and not same_id:
        # Two empty resources are alike without being the same; their names must agree too.
        alike = _ALIKE if _word(old) == _word(new) else 0.0
    if alike < (_SAME_PATH if same_path or same_id else _ALIKE):
        return 0.0
    return alike + same_path + 0.5 * same_stack + 0.25 * same_id


def _key(one: Resource, values: Mapping[Address, Counter[str]]) -> tuple[str, frozenset[Any]]:
    return one.type, frozenset(values[one.address].items())


def _word(resource: Resource) -> str:
    """The logical id without the hash that the CDK puts at its end."""
    name = resource.address.logical_id
    return name[:-8] if len(name) > 8 and name[-8:].isalnum() and name[-8:].upper() == name[-8:] else name


def _leaves(resource: Resource) -> Counter[str]:
    return Counter(_flat(without_hashes(resource.properties), "") if resource.properties else ())


def _flat(value: Any, path: str) -> Iterator[str]:
    inner: Iterable[tuple[str, Any]]
    match value:
        case {"Ref": str()} | {"Fn::GetAtt": list()}:
            yield f"{path}={next(iter(value))}"  # what it points at may be renamed as well
        case dict() if value:
            inner = ((f"{path}.{name}", child) for name, child in value.items())
            for place, child in inner:
                yield from _flat(child, place)
        case list() if value:
            for child in value:
                yield from _flat(child, f"{path}[]")
        case _:
            yield f"{path}={canonical(value)}"


def repointed(value: Any, names: Mapping[str, str]) -> Any:
    """``value`` with references to renamed resources under their new logical ids."""
    if not names:
        return value
    match value:
        case {"Ref": str(name)} if len(value) == 1:
            return {"Ref": names.get(name, name)}
        case {"Fn::GetAtt": [str(name), *rest]} if len(value) == 1:
            return {"Fn::GetAtt": [names.get(name, name), *rest]}
        case {"Fn::Sub": str(text)} if len(value) == 1:
            for old, new in names.items():
                text = text.replace(f"${{{old}}}", f"${{{new}}}").replace(f"${{{old}.", f"${{{new}.")
            return {"Fn::Sub": text}
        case dict():
            return {key: repointed(inner, names) for key, inner in value.items()}
        case list():
            return [repointed(inner, names) for inner in value]
    return value
