"""An account and a region of the local cloud."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Target:
    """One account and region of the local cloud."""

    account: str
    region: str
