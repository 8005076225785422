"""How a run of the app ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Ended:
    """``code`` is the exit code (negative: the signal); ``failure`` is what the app raised, if it raised.

    ``warm`` says that a process which was there already ran it.
    """

    code: int
    failure: Mapping[str, Any] | None = None
    warm: bool = False
