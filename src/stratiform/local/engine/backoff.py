"""How long to wait before starting again what keeps ending."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Backoff:
    """Doubles from ``first`` to ``longest`` seconds; a run of ``healthy`` seconds starts it over."""

    first: float = 0.1
    longest: float = 60.0
    healthy: float = 10.0
    failures: int = 0

    @property
    def delay(self) -> float:
        """Seconds to wait now: 0 before the first failure."""
        if not self.failures:
            return 0.0
        return float(min(self.longest, self.first * 2 ** min(self.failures - 1, 32)))

    def after(self, ran: float) -> Backoff:
        """The state after a run of ``ran`` seconds ended by itself."""
        return replace(self, failures=1 if ran >= self.healthy else self.failures + 1)
