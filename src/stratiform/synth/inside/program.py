"""Runs a Python program as ``python`` would: as ``__main__``, with its own argv and first import folder."""

from __future__ import annotations

import runpy
import sys
import types
from pathlib import Path


def execute(target: list[str], arguments: list[str]) -> None:
    """Run ``[script]`` or ``["-m", module]``; whatever it raises goes to the caller."""
    if target[0] == "-m":
        _first_import_folder(str(Path.cwd()))
        sys.argv = [target[1], *arguments]
        runpy.run_module(target[1], run_name="__main__", alter_sys=True)
        return
    script = Path(target[0]).absolute()
    _first_import_folder(str(script.resolve().parent))
    sys.argv = [target[0], *arguments]
    main = types.ModuleType("__main__")
    main.__file__ = str(script)
    main.__dict__["__builtins__"] = __builtins__
    sys.modules["__main__"] = main
    exec(compile(script.read_bytes(), str(script), "exec", dont_inherit=True), main.__dict__)  # noqa: S102


def _first_import_folder(folder: str) -> None:
    if not getattr(sys.flags, "safe_path", False) and not sys.flags.isolated:
        sys.path.insert(0, folder)
