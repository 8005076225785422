"""An exception of the app as plain data, so that it can leave the process."""

from __future__ import annotations

import traceback
from typing import Any


def describe(error: BaseException) -> dict[str, Any]:
    """``{"type", "message", "frames": [{"file", "line", "function"}], ...}``, outermost frame first."""
    frames = [
        {"file": frame.filename, "line": frame.lineno, "function": frame.name}
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return {"type": type(error).__name__, "message": str(error), "frames": frames}
