"""One version of a configuration, as it came."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Version:
    """``number`` is known only where an event told it: the answer of the service has none."""

    content: bytes = field(repr=False)
    type: str = "application/json"
    label: str | None = None
    number: str | None = None
