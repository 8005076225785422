"""AWS's validator, made once a process: it compiles its schemas in some 0.3 s, during which others may run.

Nothing else is imported here, so that a command can begin with it.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloudformation_validate import CelEngine

_making = threading.Lock()


def start() -> None:
    """Make it in the background. Returns at once and never raises."""

    def make() -> None:
        with suppress(Exception):  # whoever needs it will say so
            engine()

    threading.Thread(target=make, daemon=True).start()


def engine() -> CelEngine:
    """The validator, in any thread. Raises ImportError where it is not installed."""
    with _making:
        return _engine()


@cache
def _engine() -> CelEngine:
    import ctypes

    from cloudformation_validate import CelEngine

    made = CelEngine()
    # It lives as long as the process: to free 250 MB piece by piece at the end takes 0.1 s, and its library
    # fails at it once the interpreter is half gone.
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(made))
    return made
