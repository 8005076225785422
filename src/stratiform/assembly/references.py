"""The references in a resolved value, with the property path they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stratiform.assembly import substitution
from stratiform.assembly.graph import Kind


@dataclass(frozen=True)
class Reference:
    """``name`` is a logical id or a parameter; for IMPORT an export's name, or a stack's with ``attribute``.

    ``certain`` is false inside an ``Fn::If`` that cannot be decided.
    """

    kind: Kind
    name: str
    attribute: str | None
    at: str
    certain: bool = True


def references(value: Any, at: str = "") -> list[Reference]:
    """Every reference in ``value``. Intrinsics add nothing to the path; a list adds its index."""
    found: list[Reference] = []
    _collect(value, at, True, found)
    return found


def _collect(value: Any, at: str, certain: bool, found: list[Reference]) -> None:
    if isinstance(value, dict):
        if len(value) == 1:
            ((name, argument),) = value.items()
            if name == "Ref" or name.startswith("Fn::"):
                _intrinsic(name, argument, at, certain, found)
                return
        for key, inner in value.items():
            if isinstance(inner, (dict, list)):
                _collect(inner, f"{at}.{key}" if at else key, certain, found)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            if isinstance(inner, (dict, list)):
                _collect(inner, f"{at}[{index}]", certain, found)


def _intrinsic(name: str, argument: Any, at: str, certain: bool, found: list[Reference]) -> None:
    match name, argument:
        case "Ref", str():
            found.append(Reference(Kind.REF, argument, None, at, certain))
        case "Fn::GetAtt", [str(logical_id), attribute]:
            text = attribute if isinstance(attribute, str) else None
            found.append(Reference(Kind.ATTRIBUTE, logical_id, text, at, certain))
            _collect(attribute, at, certain, found)
        case "Fn::Sub", str():
            _substitution(argument, {}, at, certain, found)
        case "Fn::Sub", [str(text), dict(variables)]:
            _substitution(text, variables, at, certain, found)
        case "Fn::ImportValue", str():
            found.append(Reference(Kind.IMPORT, argument, None, at, certain))
        case "Fn::GetStackOutput", {"StackName": str(stack), "OutputName": str(output)}:
            found.append(Reference(Kind.IMPORT, stack, output, at, certain))
        case "Fn::If", [str(), yes, no]:
            _collect(yes, at, False, found)
            _collect(no, at, False, found)
        case _, list():
            for item in argument:
                for inner in item if isinstance(item, list) else [item]:
                    _collect(inner, at, certain, found)
        case _:
            _collect(argument, at, certain, found)


def _substitution(
    text: str, variables: Mapping[str, Any], at: str, certain: bool, found: list[Reference]
) -> None:
    for name, attribute in substitution.names(text):
        if (name if attribute is None else f"{name}.{attribute}") not in variables:
            found.append(Reference(Kind.SUBSTITUTION, name, attribute, at, certain))
    for value in variables.values():
        _collect(value, at, certain, found)
