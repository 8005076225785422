"""What can be said about common mistakes while the process that made them still lives.

Each fact is ``{"kind": ..., ...}``; ``near`` are names that exist and look like the one that does not.
"""

from __future__ import annotations

import ast
import difflib
import inspect
import linecache
import re
import sys
import traceback
import types
import typing
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

_KEYWORD = re.compile(r"(?:(\w+)\.)?(\w+)\(\) got an unexpected keyword argument '(\w+)'")
_MISSING = re.compile(r"(?:(\w+)\.)?(\w+)\(\) missing \d+ required [\w-]+(?: [\w-]+)? arguments?: (.+)")
_SIMPLE = (str, int, float, bool, type(None))


def of(error: BaseException) -> dict[str, Any] | None:
    """The fact about ``error``, if there is one."""
    kinds = {cls.__name__ for cls in type(error).__mro__}
    if "StratiformError" in kinds:
        told = {name: getattr(error, name, None) for name in ("what", "where", "fix")}
        return {"kind": "stratiform", "classes": [cls.__name__ for cls in type(error).__mro__], **told}
    if isinstance(error, SyntaxError):
        return {"kind": "syntax", "file": error.filename, "line": error.lineno, "says": error.msg}
    if isinstance(error, ModuleNotFoundError):
        return {"kind": "module", "name": error.name}
    if isinstance(error, (ImportError, AttributeError, NameError)):
        return _name(error)
    return _call(error) if isinstance(error, TypeError) else None


def _name(error: ImportError | AttributeError | NameError) -> dict[str, Any] | None:
    seen: str | None = error.name
    of_what: str | None = None
    if isinstance(error, AttributeError):
        known, of_what = dir(error.obj), _called(error.obj)
    elif isinstance(error, ImportError):
        seen = _imported(error)
        known, of_what = dir(sys.modules.get(error.name or "")), error.name
    else:
        frame = _last(error)
        known = [*frame.f_locals, *frame.f_globals, *frame.f_builtins]
    if not seen:
        return None
    return {"kind": "name", "seen": seen, "of": of_what, "near": _near(seen, known)}


def _imported(error: ImportError) -> str | None:
    match = re.match(r"cannot import name '(\w+)'", str(error))
    return match[1] if match else None


def _call(error: TypeError) -> dict[str, Any] | None:
    checked = _checked(error)
    if checked is not None:
        return checked
    if match := _KEYWORD.match(str(error)):
        name = match[1] if match[2] == "__init__" else match[2]
        callee = _callee(error)
        if _passes_on(callee):
            name, known = _called(callee), _keywords(callee)
        else:
            known = _keywords(_above(callee, name))
        return {
            "kind": "keyword",
            "of": name,
            "seen": match[3],
            "near": _near(match[3], known),
            "known": known,
        }
    if match := _MISSING.match(str(error)):
        name = match[1] if match[2] == "__init__" else match[2]
        return {"kind": "missing", "of": name, "names": re.findall(r"'(\w+)'", match[3])}
    return None


def _checked(error: TypeError) -> dict[str, Any] | None:
    """A wrong type found by jsii's checks: they know argument, value and type as they raise."""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if {"argname", "value", "expected_type"} <= frame.f_locals.keys():
            value = frame.f_locals["value"]
            seen = type(value).__name__
            if isinstance(value, _SIMPLE):
                seen = f"{repr(value)[:60]} ({seen})"
            return {
                "kind": "type",
                "of": _called(_callee(error)) if _callee(error) is not None else None,
                "name": frame.f_locals["argname"].removeprefix("argument "),
                "seen": seen,
                "expected": _types(frame.f_locals["expected_type"]),
            }
    return None


def _types(expected: Any) -> list[str]:
    if typing.get_origin(expected) in (typing.Union, getattr(types, "UnionType", typing.Union)):
        return [name for part in typing.get_args(expected) for name in _types(part)]
    if typing.get_origin(expected) is not None:
        return [str(expected).replace("typing.", "")]
    return ["None" if expected is type(None) else _called(expected)]


def _callee(error: BaseException) -> Any:
    """What was called in vain: jsii's metaclass knows its class, elsewhere the source of the call does."""
    found = None
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_name == "__call__" and {"cls", "args", "kwargs"} <= frame.f_locals.keys():
            found = frame.f_locals["cls"]  # the innermost: around it is the stack that was being made
    last = _last(error)
    if found is None or last.f_code.co_name != "__call__":
        with suppress(Exception):
            found = _resolved(error) or found
    return found


def _above(callee: Any, name: str) -> Any:
    """``callee``, or the class called ``name`` that it inherits from: what super() calls has that name."""
    return next((cls for cls in getattr(callee, "__mro__", ()) if cls.__name__ == name), callee)


def _resolved(error: BaseException) -> Any:
    """The object that the innermost frame was calling, by the names in its source (Python 3.11 on)."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return None
    frame = trace.tb_frame
    positions = list(frame.f_code.co_positions())[trace.tb_lasti // 2]
    first, last, start, end = positions
    if first is None or last is None:
        return None
    lines = [
        linecache.getline(frame.f_code.co_filename, number).encode() for number in range(first, last + 1)
    ]
    lines[-1] = lines[-1][:end]
    lines[0] = lines[0][start:]
    call = ast.parse(b"".join(lines).decode(), mode="eval").body
    return _value(call.func, frame) if isinstance(call, ast.Call) else None


def _value(node: ast.expr, frame: types.FrameType) -> Any:
    if isinstance(node, ast.Attribute):
        return getattr(_value(node.value, frame), node.attr)
    if isinstance(node, ast.Name):
        for names in (frame.f_locals, frame.f_globals, frame.f_builtins):
            if node.id in names:
                return names[node.id]
    raise LookupError


def _passes_on(callee: Any) -> bool:
    """Whether it is a class that hands keywords it does not name to the one above it."""
    return isinstance(callee, type) and any(
        one.kind is inspect.Parameter.VAR_KEYWORD for one in _parameters(callee.__dict__.get("__init__"))
    )


def _keywords(callee: Any) -> list[str]:
    """What it takes by name; of a class that passes keywords on, what those above it take, too."""
    if not isinstance(callee, type):
        return _named(callee)
    known: list[str] = []
    for cls in callee.__mro__:
        if "__init__" in vars(cls):
            known += _named(vars(cls)["__init__"])
            if not _passes_on(cls):
                break
    return list(dict.fromkeys(known))


def _named(function: Any) -> list[str]:
    skipped = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
    return [one.name for one in _parameters(function) if one.kind not in skipped and one.name != "self"]


def _parameters(function: Any) -> Iterable[inspect.Parameter]:
    with suppress(TypeError, ValueError):
        return inspect.signature(function).parameters.values()
    return ()


def _near(seen: str, known: Iterable[str]) -> list[str]:
    return difflib.get_close_matches(seen, {name for name in known if not name.startswith("_")}, 3, 0.6)


def _last(error: BaseException) -> types.FrameType:
    *_, (frame, _line) = traceback.walk_tb(error.__traceback__)
    return frame


def _called(thing: Any) -> str:
    return getattr(thing, "__name__", None) or type(thing).__name__
