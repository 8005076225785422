"""Reading a matrix from YAML; every mistake is told with its line."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from stratiform.assembly import yaml_text
from stratiform.assembly.document import Document, Malformed
from stratiform.assembly.text import read_text, shown
from stratiform.check.assertion import Kind, Parameter
from stratiform.check.assertions import assertions
from stratiform.check.catalogue import catalogue
from stratiform.check.constraint import Bound, Constraint, Matrix
from stratiform.errors import MatrixError
from stratiform.suggest import did_you_mean

_FOLDER = Path(__file__).parent / "matrices"
_KEYS = ("title", "extends", "parameters", "constraints")
_CONSTRAINT = ("title", "group", "rules", "types", "assert")


def names() -> tuple[str, ...]:
    """The matrices that are built in."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.yaml")))


def load(name_or_path: str | Path, parameters: Mapping[str, Any] | None = None) -> Matrix:
    """The built-in matrix of this name, or the one in this file; ``parameters`` override its own.

    Raises MatrixError with the file and line.
    """
    file = _file(name_or_path)
    body = _read(file, ())
    for name in parameters or {}:
        body.known("parameter", name, body.parameters, "parameters")
    given = {**body.parameters, **(parameters or {})}
    constraints = (_Reader(one, given).constraint(id_) for id_, one in body.origin.items())
    return Matrix(file.stem, body.title, tuple(constraints))


def _file(name_or_path: str | Path) -> Path:
    name = str(name_or_path)
    if name in names():
        return _FOLDER / f"{name}.yaml"
    path = Path(name_or_path)
    if path.suffix in (".yaml", ".yml") or path.exists():
        return path
    fix = did_you_mean(name, names())
    what = f"There is no matrix {name!r}."
    raise MatrixError(what, fix=f"{fix}Built in are {', '.join(names())}; or name a YAML file.")


@dataclass(frozen=True)
class _Body:
    """A matrix file with what it extends merged in. ``origin`` has the file of each constraint."""

    file: Path
    text: str
    document: Document
    title: str
    parameters: Mapping[str, Any]
    origin: Mapping[str, _Body] = field(default_factory=dict)

    def error(self, what: str, fix: str, *keys: str) -> MatrixError:
        return MatrixError(what, where=f"{shown(self.file)}:{self.line(*keys)}", fix=fix)

    def line(self, *keys: str) -> int:
        """The line of nested keys. Of those below a constraint the parser has none: the text is searched."""
        line = self.document.lines.get(keys[:2], self.document.lines.get(keys[:1], 1))
        lines = self.text.splitlines()
        for key in keys[2:]:
            wanted = re.compile(rf"(?:^|[\s\[,{{-])[\"']?{re.escape(key)}[\"']?(?:\s*[:,\]}}]|\s*$)")
            end = min((at for at in self.document.lines.values() if at > line), default=len(lines) + 1)
            line = next((at for at in range(line, end) if wanted.search(lines[at - 1])), line)
        return line

    def known(self, kind: str, name: str, there: Collection[str], *keys: str) -> None:
        if name in there:
            return
        fix = did_you_mean(name, there).rstrip() or f"There are {', '.join(sorted(there)[:20])}."
        raise self.error(f"There is no {kind} {name!r}.", fix, *keys)

    def mapping(self, found: Any, what: str, *keys: str) -> Mapping[str, Any]:
        if isinstance(found, Mapping):
            return found
        raise self.error(f"{what} must be a mapping; it is {found!r}.", "Write keys and values.", *keys)


def _read(file: Path, above: tuple[Path, ...]) -> _Body:
    try:
        text = read_text(file, MatrixError)
    except MatrixError as failure:
        fix = f"Name a matrix file in YAML, or one of {', '.join(names())}."
        raise MatrixError(failure.what, where=failure.where, fix=fix) from None
    try:
        document = yaml_text.parse(text)
    except Malformed as failure:
        where = f"{shown(file)}:{failure.line}"
        raise MatrixError(f"{file.name} {failure.problem}", where=where, fix="Correct the file.") from None
    body = _Body(file, text, document, file.stem, {})
    whole = body.mapping(document.value, "A matrix")
    for key in whole:
        body.known("key", key, _KEYS, key)
    base = _base(body, whole.get("extends"), above)
    own = body.mapping(whole.get("parameters", {}), "parameters", "parameters")
    constraints = body.mapping(whole.get("constraints", {}), "constraints", "constraints")
    if not constraints and base is None:
        raise body.error("The matrix has no constraints.", "Write constraints, or extends and a name.")
    parameters = {**(base.parameters if base else {}), **own}
    title = str(whole.get("title") or (base.title if base else file.stem))
    body = replace(body, title=title, parameters=parameters)
    return replace(body, origin={**(base.origin if base else {}), **dict.fromkeys(constraints, body)})


def _base(body: _Body, name: Any, above: tuple[Path, ...]) -> _Body | None:
    if name is None:
        return None
    if not isinstance(name, str):
        raise body.error(f"extends must be a name; it is {name!r}.", "Name a matrix or a file.", "extends")
    beside = body.file.parent / name
    file = beside if name not in names() and beside.is_file() else _file(name)
    if file in above or file == body.file:
        raise body.error(f"The matrix extends itself through {name!r}.", "Extend another one.", "extends")
    return _read(file, (*above, body.file))


@dataclass(frozen=True)
class _Reader:
    body: _Body
    parameters: Mapping[str, Any]

    def constraint(self, id_: str) -> Constraint:
        at = ("constraints", id_)
        found = self.body.mapping(self.body.document.value["constraints"][id_], f"The constraint {id_}", *at)
        for key in found:
            self.body.known("key", key, _CONSTRAINT, *at, key)
        title = found.get("title")
        if not isinstance(title, str) or not title:
            raise self.body.error(f"The constraint {id_} has no title.", "Write one sentence.", *at)
        rules = self.texts(found.get("rules", []), "rules", *at, "rules")
        for rule in rules:
            self.body.known("rule", rule, catalogue(), *at, rule)
        bound = self.bound(found.get("assert", []), *at)
        if not rules and not bound:
            raise self.body.error(f"The constraint {id_} asks for nothing.", "Give it rules or assert.", *at)
        group = found.get("group")
        types = self.texts(found.get("types", []), "types", *at, "types")
        return Constraint(id_, title, rules, bound, group if isinstance(group, str) else None, types)

    def bound(self, found: Any, *at: str) -> tuple[Bound, ...]:
        if not isinstance(found, list):
            what = f"assert must be a list; it is {found!r}."
            raise self.body.error(what, "Write `- name: {parameter: value}`.", *at, "assert")
        return tuple(self.one(member, *at) for member in found)

    def one(self, member: Any, *at: str) -> Bound:
        if isinstance(member, str):
            member = {member: {}}
        if not isinstance(member, Mapping) or len(member) != 1:
            what = f"A member of assert is {member!r}."
            raise self.body.error(what, "Write `- name: {parameter: value}`.", *at, "assert")
        ((name, given),) = member.items()
        self.body.known("assertion", name, assertions(), *at, name)
        given = self.body.mapping(given or {}, f"What {name} is given", *at, name)
        wanted = assertions()[name].parameters
        for key in given:
            self.body.known(f"parameter of {name}", key, wanted, *at, name, key)
        values = {key: self.value(name, key, one, given, *at) for key, one in wanted.items()}
        return Bound(name, values)

    def value(self, name: str, key: str, wanted: Parameter, given: Mapping[str, Any], *at: str) -> Any:
        if key not in given:
            if wanted.is_required:
                what = f"{name} has no {key}: {wanted.about}."
                raise self.body.error(what, f"Give {key}: it is {wanted.kind.value}.", *at, name)
            return wanted.default
        found = given[key]
        if isinstance(found, str) and found.startswith("$"):
            self.body.known("parameter", found[1:], self.parameters, *at, name, key)
            found = self.parameters[found[1:]]
        if not _fits(found, wanted.kind):
            what = f"{key} of {name} must be {wanted.kind.value}; it is {found!r}."
            raise self.body.error(what, f"{wanted.about[0].upper()}{wanted.about[1:]}.", *at, name, key)
        return re.compile(found) if wanted.kind is Kind.PATTERN else found

    def texts(self, found: Any, what: str, *at: str) -> tuple[str, ...]:
        if _fits(found, Kind.TEXTS):
            return tuple(found)
        raise self.body.error(f"{what} must be a list of texts; it is {found!r}.", "Write `[a, b]`.", *at)


def _fits(found: Any, kind: Kind) -> bool:
    match kind:
        case Kind.TEXT:
            return isinstance(found, str)
        case Kind.TEXTS:
            return isinstance(found, list) and all(isinstance(one, str) for one in found)
        case Kind.NUMBER:
            return isinstance(found, int | float) and not isinstance(found, bool)
        case Kind.PATTERN:
            return isinstance(found, str) and _is_pattern(found)
        case Kind.VALUES:
            return isinstance(found, list)
        case Kind.FLAG:
            return isinstance(found, bool)
        case Kind.CHOICE:
            return isinstance(found, Mapping)
        case Kind.VALUE:
            return True


def _is_pattern(found: str) -> bool:
    try:
        re.compile(found)
    except re.error:
        return False
    return True
