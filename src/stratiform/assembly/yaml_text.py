"""YAML text to a Document, from libyaml's events.

Events are used instead of nodes because libyaml's own composer overflows the C stack on absurd nesting,
and because a template's short forms (``!Ref``), repeated keys and lines are all decided here in one pass.
"""

from __future__ import annotations

import math
from typing import Any

import yaml

from stratiform.assembly.document import MAX_DEPTH, TOO_DEEP, Document, Malformed, is_deeper

# Aliases share their value in memory, yet a function that walks the graph visits it each time.
MAX_NODES = 1_000_000

# The short forms of CloudFormation's intrinsic functions, the rule functions among them.
_FUNCTIONS = """
    And Base64 Cidr Contains EachMemberEquals EachMemberIn Equals FindInMap GetAtt GetAZs GetStackOutput If
    ImportValue Join Length Not Or RefAll Select Split Sub ToJsonString Transform ValueOf ValueOfAll
"""
_SHORT = {"!Ref": "Ref", "!Condition": "Condition"} | {
    f"!{name}": f"Fn::{name}" for name in _FUNCTIONS.split()
}
_STANDARD = "tag:yaml.org,2002:"


_PLAIN = frozenset(_STANDARD + kind for kind in ("map", "seq", "value", "merge"))
# A place whose line nobody asks for.
_DEEP = ("", "", "")


class _Loader(yaml.CSafeLoader):
    """The C loader; a date stays text, as in CloudFormation (``Version: 2012-10-17``)."""

    yaml_implicit_resolvers = {  # noqa: RUF012  (the base class declares it)
        first: [(tag, pattern) for tag, pattern in resolvers if tag != _STANDARD + "timestamp"]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


def parse(text: str) -> Document:
    """The document in ``text``. Raises Malformed, also for a key that occurs twice in one mapping."""
    try:
        loader = _Loader(text)
        try:
            return _Builder(loader).document()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as failure:
        mark = failure.problem_mark or failure.context_mark
        problem = failure.problem or failure.context or "it cannot be parsed"
        raise Malformed(f"is not YAML: {problem}", mark.line + 1 if mark else 1) from None
    except yaml.reader.ReaderError as failure:
        line = text.count("\n", 0, failure.position) + 1
        raise Malformed(f"is not YAML: {failure.reason}", line) from None
    except yaml.YAMLError as failure:
        raise Malformed(f"is not YAML: {failure}", 1) from None


class _Builder:
    """Builds values from one loader's events."""

    def __init__(self, loader: _Loader) -> None:
        self.loader = loader
        self.anchors: dict[str, tuple[Any, int] | None] = {}
        self.lines: dict[tuple[str, ...], int] = {}
        self.nodes = 0

    def document(self) -> Document:
        value: Any = None
        documents = 0
        while self.loader.check_event():
            event = self.loader.get_event()
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise Malformed("holds more than one YAML document", _line(event))
                value = self.node(self.loader.get_event(), (), 1)
        if is_deeper(value, MAX_DEPTH):  # aliases within aliases
            raise Malformed(f"is {TOO_DEEP}", 1)
        return Document(value, self.lines)

    def node(self, event: Any, at: tuple[str, ...], depth: int) -> Any:
        line = _line(event)
        if depth > MAX_DEPTH:
            raise Malformed(f"is {TOO_DEEP}", line)
        if isinstance(event, yaml.AliasEvent):
            return self.alias(str(event.anchor), line)
        before = self.nodes
        self.count(1, line)
        if event.anchor:
            self.anchors[event.anchor] = None
        if isinstance(event, yaml.ScalarEvent):
            value = self.scalar(event, line)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = _tagged(event.tag, self.sequence(depth), line)
        else:
            value = _tagged(event.tag, self.mapping(at, depth), line)
        if event.anchor:
            self.anchors[event.anchor] = (value, self.nodes - before)
        return value

    def alias(self, name: str, line: int) -> Any:
        if name not in self.anchors:
            raise Malformed(f"is not YAML: the alias *{name} has no anchor", line)
        known = self.anchors[name]
        if known is None:
            raise Malformed(f"holds itself through the alias *{name}", line)
        value, size = known
        self.count(size, line)
        return value

    def count(self, nodes: int, line: int) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            raise Malformed(f"has more than {MAX_NODES} values once its aliases are expanded", line)

    def sequence(self, depth: int) -> list[Any]:
        items = []
        while not isinstance(event := self.loader.get_event(), yaml.SequenceEndEvent):
            items.append(self.node(event, _DEEP, depth + 1))
        return items

    def mapping(self, at: tuple[str, ...], depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        while not isinstance(event := self.loader.get_event(), yaml.MappingEndEvent):
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise Malformed("has a key that is not plain text", line)
            key, merges = event.value, event.value == "<<" and event.implicit[0]
            below = (*at, key) if len(at) < 2 else _DEEP
            value = self.node(self.loader.get_event(), below, depth + 1)
            if merges:
                _merge(merged, value, line)
            elif key in result:
                raise Malformed(f"has the key {key!r} twice in one mapping", line)
            else:
                result[key] = value
                if below is not _DEEP:
                    self.lines[below] = line
        return {**merged, **result} if merged else result

    def scalar(self, event: Any, line: int) -> Any:
        text, tag = event.value, event.tag
        if tag is None or tag == "!":
            if tag == "!" or not event.implicit[0]:
                return text
            tag = str(self.loader.resolve(yaml.ScalarNode, text, event.implicit))  # type: ignore[no-untyped-call]
        if tag == _STANDARD + "str":
            return text
        node = yaml.ScalarNode(tag, text)
        try:
            match tag.removeprefix(_STANDARD):
                case "null":
                    return None
                case "bool":
                    return self.loader.construct_yaml_bool(node)
                case "int":
                    return self.loader.construct_yaml_int(node)
                case "float":
                    number = self.loader.construct_yaml_float(node)
                    return number if math.isfinite(number) else text
        except (ValueError, KeyError, IndexError):
            raise Malformed(f"holds {text[:40]!r}, which is no {tag.removeprefix(_STANDARD)}", line) from None
        return _tagged(tag, text, line)


def _merge(into: dict[str, Any], value: Any, line: int) -> None:
    for mapping in value if isinstance(value, list) else [value]:
        if not isinstance(mapping, dict):
            raise Malformed("merges (<<) something that is not a mapping", line)
        for key, inner in mapping.items():
            into.setdefault(key, inner)


def _tagged(tag: str | None, value: Any, line: int) -> Any:
    """``value`` under a short form becomes the long form; ``!GetAtt a.b`` becomes a list."""
    if tag is None or tag == "!" or tag in _PLAIN:
        return value
    if tag not in _SHORT:
        name = tag.replace(_STANDARD, "!!")
        raise Malformed(f"has the tag {name}, which is not a short form of CloudFormation", line)
    name = _SHORT[tag]
    if name == "Fn::GetAtt" and isinstance(value, str) and "." in value:
        return {name: value.split(".", 1)}
    return {name: value}


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
