"""Exceptions raised where JavaScript called back into Python: jsii carries only their text across."""

from __future__ import annotations

import importlib
from typing import Any

_raised: list[Exception] = []


def remember() -> None:
    """From now on, keep what aspects, validations and other callbacks raise. Without jsii, do nothing."""
    try:
        kernel: Any = importlib.import_module("jsii._kernel")
        handle = kernel._handle_callback
    except (ImportError, AttributeError):
        return

    def handled(*arguments: Any) -> Any:
        try:
            return handle(*arguments)
        except Exception as error:
            _raised.append(error)
            raise

    kernel._handle_callback = handled


def raised_as(message: str) -> Exception | None:
    """The exception behind an error whose text is ``message``, if a callback raised it."""
    return next((error for error in reversed(_raised) if str(error) and str(error) in message), None)
