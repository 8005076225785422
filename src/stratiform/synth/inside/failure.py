"""An exception of the app as facts, so that it can leave the process. The other side words them."""

from __future__ import annotations

import re
import sysconfig
import traceback
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from . import callbacks, facts

_TREE = re.compile(r"^ *(?:└─ )?(\S+) \(.*\)$")
_BRACKETS = re.compile(r"\[([\w.-]+(?:/[\w.-]+)+)\]")
_OURS = Path(__file__).resolve().parents[2]


def describe(error: BaseException) -> dict[str, Any]:
    """``{"type", "message", "javascript", "frames": [{"file", "line", "library"}], "path", "fact"}``.

    Frames are outermost first. ``path`` is the construct's, where it can be told. ``fact`` says more of what
    is commonly met: see facts.py.
    """
    javascript = type(error.__cause__).__name__ == "JavaScriptError"
    raised = (callbacks.raised_as(str(error)) if javascript else None) or error
    return {
        "type": type(raised).__name__,
        "message": str(raised),
        "javascript": javascript and raised is error,
        "frames": [_frame(frame) for frame in traceback.extract_tb(raised.__traceback__)],
        "path": _path(error),
        "fact": facts.of(raised),
    }


def _frame(frame: traceback.FrameSummary) -> dict[str, Any]:
    return {"file": frame.filename, "line": frame.lineno, "library": _is_library(frame.filename)}


def _is_library(file: str) -> bool:
    path = Path(file)
    if file.startswith("<") or {"site-packages", "dist-packages"} & set(path.parts):
        return True
    folders = [Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib")]
    return any(folder in path.parents for folder in [*folders, _OURS])


def _path(error: BaseException) -> str | None:
    related = str(error.__cause__).partition("Relates to construct:")[2]
    names = [match[1] for line in related.strip().splitlines() if (match := _TREE.match(line))]
    if names:
        return "/".join(name for name in names if name != "<.>") or None
    with suppress(Exception):  # asks the kernel, which may have gone
        return _being_made(error.__traceback__) or _named(str(error))
    return None


def _named(message: str) -> str | None:
    match = _BRACKETS.search(message)
    return match[1] if match else None


def _being_made(trace: TracebackType | None) -> str | None:
    """The path of the innermost construct that was being created."""
    found = None
    for frame, _ in traceback.walk_tb(trace):
        if frame.f_code.co_name != "__call__" or not {"cls", "args"} <= frame.f_locals.keys():
            continue
        arguments = frame.f_locals["args"]
        if len(arguments) >= 2 and hasattr(arguments[0], "node") and isinstance(arguments[1], str):
            above = arguments[0].node.path
            found = f"{above}/{arguments[1]}" if above else arguments[1]
    return found
