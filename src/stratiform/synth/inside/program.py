"""Runs a Python program as ``python`` would: as ``__main__``, with its own argv and first import folder."""

from __future__ import annotations

import runpy
import sys
import types
from pathlib import Path
from typing import Any

from .callbacks import remember
from .failure import describe


def outcome(target: list[str], arguments: list[str]) -> dict[str, Any]:
    """Run the program to its end: ``{"code": exit code, "failure": what it raised, or None}``."""
    try:
        execute(target, arguments)
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return {"code": end.code or 0, "failure": None}
        return {"code": 1, "failure": describe(end)}
    except KeyboardInterrupt:
        return {"code": 130, "failure": None}
    except BaseException as error:
        return {"code": 1, "failure": describe(error)}
    return {"code": 0, "failure": None}


def execute(target: list[str], arguments: list[str]) -> None:
    """Run ``[script]`` or ``["-m", module]``; whatever it raises goes to the caller."""
    if uses_first_folder():
        sys.path.insert(0, first_folder(target))
    remember()
    if target[0] == "-m":
        sys.argv = [target[1], *arguments]
        runpy.run_module(target[1], run_name="__main__", alter_sys=True)
        return
    script = Path(target[0]).absolute()
    sys.argv = [target[0], *arguments]
    main = types.ModuleType("__main__")
    main.__file__ = str(script)
    main.__dict__["__builtins__"] = __builtins__
    sys.modules["__main__"] = main
    exec(compile(script.read_bytes(), str(script), "exec", dont_inherit=True), main.__dict__)  # noqa: S102


def first_folder(target: list[str]) -> str:
    """The folder Python puts first on its import path: the script's, or with ``-m`` the working folder."""
    return str(Path.cwd()) if target[0] == "-m" else str(Path(target[0]).resolve().parent)


def uses_first_folder() -> bool:
    """Does this Python put that folder on its path at all? Not under ``-P`` and ``-I``."""
    return not getattr(sys.flags, "safe_path", False) and not sys.flags.isolated
