"""A usage file, YAML or TOML, checked key by key; every mistake is told with its line.

Raises WrongUse for a file that cannot be read, a key that no meter has, an amount that is no number,
and an entry that names nothing in the graph.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from stratiform.assembly.graph import Graph
from stratiform.cost.estimate import TRANSFER
from stratiform.cost.keys import Key
from stratiform.cost.meter import catalogue
from stratiform.cost.usage import Statement, Usage, Value
from stratiform.cost.values import number
from stratiform.errors import WrongUse
from stratiform.suggest import did_you_mean

_MOST = 1_000_000  # characters; a usage file is written by hand


def read(path: Path, *graphs: Graph) -> Usage:
    """What the file states, checked against the types of the resources that each entry names in any graph."""
    document, lines = _document(path)
    statements = []
    for name, values in document.items():
        where = f"{path}:{lines.get((name,), 1)}"
        if not isinstance(values, Mapping):
            raise WrongUse(
                f"{name} has {_shown(values)}, which is no mapping of usage keys.",
                where=where,
                fix=f"Write {name}: {{monthly_requests: 1000000}}, or another of its keys.",
            )
        types = _types(str(name), graphs, where)
        keys = {key.name: key for type_ in types for key in catalogue()[type_].keys}
        flat = _flat(values, (name,), keys, types, lines, path)
        statements.append(Statement(str(name), flat, where))
    return Usage(tuple(statements))


def _types(name: str, graphs: Sequence[Graph], where: str) -> tuple[str, ...]:
    """The types that have a meter among the resources that an entry names."""
    if name.partition(".")[0] == TRANSFER:
        return (TRANSFER,)
    if name in catalogue():
        return (name,)
    entry = Statement(name, {}, where)
    resources = [resource for graph in graphs for resource in graph.resources.values()]
    named = dict.fromkeys(each.type for each in resources if entry.nearness(each) is not None)
    if not named:
        paths = [each.path for each in resources if each.type in catalogue()]
        near = did_you_mean(name, [*paths, *catalogue()])
        raise WrongUse(
            f"{name} names no resource that is here, and no type that has a meter.",
            where=where,
            fix=f"{near}Use a construct path (* stands for anything), a logical id, or a type.",
        )
    return tuple(type_ for type_ in named if type_ in catalogue())


def _flat(
    values: Mapping[Any, Any],
    above: tuple[Any, ...],
    keys: Mapping[str, Key],
    types: tuple[str, ...],
    lines: Mapping[tuple[Any, ...], int],
    path: Path,
) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for part, item in values.items():
        at = (*above, part)
        name = ".".join(str(each) for each in at[1:])
        where = f"{path}:{lines.get(at, lines.get(above, 1))}"
        if isinstance(item, Mapping) and any(key.startswith(f"{name}.") for key in keys):
            found.update(_flat(item, at, keys, types, lines, path))
        elif name not in keys:
            raise WrongUse(
                f"{name} is no usage key of {', '.join(types) or 'what this entry names'}.",
                where=where,
                fix=did_you_mean(name, keys) or f"Known: {', '.join(sorted(keys)) or 'none'}.",
            )
        else:
            found[name] = _value(item, keys[name], where)
    return found


def _value(item: Any, key: Key, where: str) -> Value:
    if key.choices:
        if str(item).lower() not in key.choices:
            near = did_you_mean(str(item), key.choices)
            raise WrongUse(
                f"{key.name} is {_shown(item)}.", where=where, fix=f"{near}It takes {', '.join(key.choices)}."
            )
        return str(item).lower()
    if key.name == "region":
        return str(item)
    amount = number(item)
    if amount is None or amount < 0 or amount > Decimal(10) ** 18:
        raise WrongUse(
            f"{key.name} is {_shown(item)}, which is no amount.",
            where=where,
            fix="Write a number that is not negative, without a unit.",
        )
    return amount


def _document(path: Path) -> tuple[Mapping[str, Any], Mapping[tuple[Any, ...], int]]:
    """The values of the file and the line of each key."""
    try:
        text = path.read_text()
    except (OSError, UnicodeDecodeError) as failure:
        reason = getattr(failure, "strerror", None) or "it is not UTF-8 text"
        raise WrongUse(
            f"The usage file {path} cannot be read: {reason}.", fix="Give the path of a YAML or TOML file."
        ) from None
    if len(text) > _MOST:
        raise WrongUse(
            f"The usage file {path} has {len(text)} characters.", fix=f"Write one of less than {_MOST}."
        )
    return _toml(text, path) if path.suffix == ".toml" else _yaml(text, path)


def _toml(text: str, path: Path) -> tuple[Mapping[str, Any], Mapping[tuple[Any, ...], int]]:
    from stratiform.settings.lines import lines

    try:
        return tomllib.loads(text), lines(text)
    except (tomllib.TOMLDecodeError, RecursionError) as failure:
        raise WrongUse(f"This is not TOML: {failure}", where=str(path), fix="Correct the file.") from None


def _yaml(text: str, path: Path) -> tuple[Mapping[str, Any], Mapping[tuple[Any, ...], int]]:
    """Plain mappings and scalars only: an alias or a tag has no place in a usage file."""
    try:
        for event in yaml.parse(text, yaml.CSafeLoader):
            hostile = isinstance(event, yaml.AliasEvent) or getattr(event, "tag", None) is not None
            if hostile:
                raise WrongUse(
                    "The usage file has an alias or a tag.",
                    where=f"{path}:{event.start_mark.line + 1}" if event.start_mark else str(path),
                    fix="Write plain keys and numbers.",
                )
        node = yaml.compose(text, yaml.CSafeLoader)
        values = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as failure:
        mark = getattr(failure, "problem_mark", None)
        raise WrongUse(
            f"This is not YAML: {getattr(failure, 'problem', None) or failure}",
            where=f"{path}:{mark.line + 1}" if mark else str(path),
            fix="Correct the file.",
        ) from None
    if values is None:
        return {}, {}
    if not isinstance(values, Mapping):
        raise WrongUse(
            "A usage file is a mapping of names to usage keys.",
            where=str(path),
            fix="Write AWS::Lambda::Function: {monthly_requests: 1000000}, for instance.",
        )
    lines: dict[tuple[Any, ...], int] = {}
    _lines(node, (), lines)
    return values, lines


def _lines(node: Any, above: tuple[Any, ...], found: dict[tuple[Any, ...], int]) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, item in node.value:
            at = (*above, key.value)
            found[at] = key.start_mark.line + 1
            _lines(item, at, found)


def _shown(item: Any) -> str:
    text = repr(item)
    return text if len(text) < 60 else f"{text[:57]}..."
