"""One version of a configuration, as it came."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Version:
    """``number`` is known only where AppConfig listed it or an event told it: its answer has none.

    ``parsed`` has what was read of the content, so that it is read once and kept no longer than it.
    """

    content: bytes = field(repr=False)
    type: str = "application/json"
    label: str | None = None
    number: str | None = None
    parsed: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
