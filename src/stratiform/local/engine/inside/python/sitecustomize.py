"""Loaded by every Python process of a container, whatever its version: gives the task its own addresses.

``bind(0.0.0.0:8080)`` binds a port of 127.0.0.1 and publishes it as the task's port 8080; ``connect`` to a
task, or to localhost where a sibling container listens, goes to the published port. See ``address.py``.
"""

from __future__ import annotations

import importlib.machinery
import importlib.util
import os
import sys
from typing import Any


class _AfterImport:
    """Runs a function on a module right after it was imported, so that nothing is imported for it."""

    def __init__(self, name: str, then: Any) -> None:
        self.name, self.then = name, then

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name != self.name:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.loader is not None:
            execute = spec.loader.exec_module

            def exec_module(module: Any) -> None:
                execute(module)
                self.then(module)

            spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


def _install() -> None:
    import translation  # type: ignore[import-not-found]  # beside this file

    del sys.modules["translation"]  # an app may have a module of that name
    for name, then in (("socket", translation.patch_socket), ("uvloop", translation.patch_uvloop)):
        if name in sys.modules:
            then(sys.modules[name])
        else:
            sys.meta_path.insert(0, _AfterImport(name, then))


def _run_shadowed() -> None:
    """The image may have a sitecustomize of its own, which this one hides."""
    here = os.path.dirname(os.path.abspath(__file__))
    elsewhere = [entry for entry in sys.path if os.path.abspath(entry or ".") != here]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", elsewhere)
    if spec is not None and spec.loader is not None:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


if os.environ.get("STRATIFORM_ADDRESS"):
    _install()
_run_shadowed()
