"""What was served of a configuration before: tells a step back that was meant from a store that lags.

The data plane tells no version with a configuration, so an old one is known only by its content.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from stratiform.agent.appconfig.version import Version
from stratiform.agent.events.messages import Deployed

_MOST = 50


@dataclass
class History:
    """Digest of a content that was replaced -> the number it had, where that is known; the last is newest."""

    _numbers: dict[str, str | None] = field(default_factory=dict)

    def replaced(self, version: Version) -> None:
        """``version`` is no longer the one served."""
        digest = _digest(version)
        known = self._numbers.pop(digest, None)
        self._numbers[digest] = version.number or known
        while len(self._numbers) > _MOST:
            del self._numbers[next(iter(self._numbers))]

    def number(self, version: Version) -> str | None:
        """The number that this content had."""
        return self._numbers.get(_digest(version))

    def is_expected(self, found: Version, before: Version, event: Deployed) -> bool:
        """Whether ``found`` may be what the deployment that ``event`` tells of has left."""
        digest = _digest(found)
        if digest not in self._numbers:
            return True  # never served
        if event.stage == "rolled back":
            return digest == next(reversed(self._numbers))
        known = self._numbers[digest]
        if known is not None:
            return known == event.version
        return _is_before(event.version, before.number)


def _is_before(number: str | None, other: str | None) -> bool:
    """Whether an event tells of a version that is older than the one served: of a step back."""
    if number is None or other is None or not (number.isdecimal() and other.isdecimal()):
        return False
    return int(number) < int(other)


def _digest(version: Version) -> str:
    return hashlib.sha256(version.content).hexdigest()
