"""The intrinsic functions, one by one. Each gets its argument already resolved.

Each gives its result, or itself with that argument where the result is not known. A malformed call is not
known either: CloudFormation reports it, and a reader of broken templates must still show the rest.
"""

from __future__ import annotations

import base64
import ipaddress
import itertools
import json
from collections.abc import Callable
from typing import Any, Final

from stratiform.assembly.scalars import as_text, is_known
from stratiform.assembly.scope import UNKNOWN, Scope
from stratiform.assembly.substitution import substitute

NO_VALUE: Final = {"Ref": "AWS::NoValue"}
REMOVED: Final = object()


def _ref(argument: Any, scope: Scope) -> Any:
    if argument == "AWS::NoValue":
        return REMOVED
    if isinstance(argument, str) and argument in scope.values:
        return scope.values[argument]
    return {"Ref": argument}


def _get_att(argument: Any, scope: Scope) -> Any:
    match argument:
        case str() if "." in argument:
            argument = argument.split(".", 1)
        case [str(first), str(), *_] if len(argument) > 2 and all(isinstance(part, str) for part in argument):
            argument = [first, ".".join(argument[1:])]
    match argument:
        case [str(logical_id), str(attribute)]:
            value = scope.attribute(logical_id, attribute)
            if value is not UNKNOWN:
                return value
    return {"Fn::GetAtt": argument}


def _sub(argument: Any, scope: Scope) -> Any:
    match argument:
        case str():
            return substitute(argument, {}, scope)
        case [str(text), dict(variables)]:
            return substitute(text, variables, scope)
    return {"Fn::Sub": argument}


def _join(argument: Any, scope: Scope) -> Any:
    """Neighbouring literals become one, so that what stays is as short as it can be."""
    match argument:
        case [str(delimiter), list(items)]:
            joined: list[Any] = []
            literal = False
            for item in items:
                text = as_text(item)
                if text is not None and literal:
                    joined[-1] += delimiter + text
                else:
                    joined.append(item if text is None else text)
                literal = text is not None
            if not joined:
                return ""
            if len(joined) == 1 and literal:
                return joined[0]
            return {"Fn::Join": [delimiter, joined]}
    return {"Fn::Join": argument}


def _split(argument: Any, scope: Scope) -> Any:
    match argument:
        case [str(delimiter), str(text)] if delimiter:
            return text.split(delimiter)
    return {"Fn::Split": argument}


def _select(argument: Any, scope: Scope) -> Any:
    match argument:
        case [str() | int() as index, list(items)] if (number := _index(index)) is not None:
            # An undecided Fn::If may be AWS::NoValue, which would move the items after it.
            if number < len(items) and not any(_is_if(item) for item in items[:number]):
                return items[number]
    return {"Fn::Select": argument}


def _index(value: str | int) -> int | None:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _is_if(value: Any) -> bool:
    return isinstance(value, dict) and "Fn::If" in value


def _find_in_map(argument: Any, scope: Scope) -> Any:
    match argument:
        case [str(name), str() | int() as first, str() | int() as second, *rest]:
            found: Any = scope.mappings.get(name)
            for key in (as_text(first), as_text(second)):
                found = found.get(key) if isinstance(found, dict) else None
            if found is None and rest and isinstance(rest[0], dict) and "DefaultValue" in rest[0]:
                return rest[0]["DefaultValue"]
            if found is not None and not isinstance(found, dict) and is_known(found):
                return found
    return {"Fn::FindInMap": argument}


def _base64(argument: Any, scope: Scope) -> Any:
    if isinstance(argument, str):
        return base64.b64encode(argument.encode()).decode()
    return {"Fn::Base64": argument}


def _cidr(argument: Any, scope: Scope) -> Any:
    match argument:
        case [str(block), str() | int() as count, *rest]:
            wanted, bits = _index(count), _index(rest[0] if rest else 8)
            try:
                network = ipaddress.ip_network(block, strict=False)
                if wanted is not None and bits is not None and 0 < wanted <= 256:
                    subnets = network.subnets(new_prefix=network.max_prefixlen - bits)
                    found = [str(subnet) for subnet in itertools.islice(subnets, wanted)]
                    if len(found) == wanted:
                        return found
            except ValueError:
                pass
    return {"Fn::Cidr": argument}


def _import_value(argument: Any, scope: Scope) -> Any:
    value = scope.imported(argument) if isinstance(argument, str) else UNKNOWN
    return {"Fn::ImportValue": argument} if value is UNKNOWN else value


def _length(argument: Any, scope: Scope) -> Any:
    known = isinstance(argument, list) and not any(_is_if(item) for item in argument)
    return len(argument) if known else {"Fn::Length": argument}


def _to_json_string(argument: Any, scope: Scope) -> Any:
    if isinstance(argument, dict | list) and is_known(argument):
        return json.dumps(argument, separators=(",", ":"))
    return {"Fn::ToJsonString": argument}


FUNCTIONS: Final[dict[str, Callable[[Any, Scope], Any]]] = {
    "Ref": _ref,
    "Fn::GetAtt": _get_att,
    "Fn::Sub": _sub,
    "Fn::Join": _join,
    "Fn::Split": _split,
    "Fn::Select": _select,
    "Fn::FindInMap": _find_in_map,
    "Fn::Base64": _base64,
    "Fn::Cidr": _cidr,
    "Fn::ImportValue": _import_value,
    "Fn::Length": _length,
    "Fn::ToJsonString": _to_json_string,
}
