"""An alarm's state from its datapoints: M of the last N, and what a missing one counts as."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass

OK, ALARM, INSUFFICIENT = "OK", "ALARM", "INSUFFICIENT_DATA"

_COMPARISONS: dict[str, tuple[Callable[[float, float], bool], str]] = {
    "GreaterThanOrEqualToThreshold": (operator.ge, "greater than or equal to"),
    "GreaterThanThreshold": (operator.gt, "greater than"),
    "LessThanThreshold": (operator.lt, "less than"),
    "LessThanOrEqualToThreshold": (operator.le, "less than or equal to"),
}


@dataclass(frozen=True)
class Rule:
    """The part of an alarm that turns datapoints into a state."""

    comparison: str
    threshold: float
    periods: int
    to_alarm: int
    missing: str

    @property
    def looks_back(self) -> int:
        """Periods to read: without a stand-in for missing ones, older datapoints may fill the last N."""
        return self.periods if self.missing in ("breaching", "notBreaching") else self.periods + 2

    def breaches(self, value: float) -> bool:
        """Whether one datapoint is on the wrong side of the threshold."""
        found = _COMPARISONS.get(self.comparison)
        return found is not None and found[0](value, self.threshold)

    def state(self, values: Sequence[float | None], current: str) -> str:
        """The state for ``values``, oldest first, None for a period without data."""
        real = [value for value in values if value is not None][-self.periods :]
        breaching = sum(self.breaches(value) for value in real)
        absent = self.periods - len(real)
        if breaching >= self.to_alarm:
            return ALARM
        if not absent or self.missing == "notBreaching":
            return OK
        if self.missing == "breaching":
            return ALARM if breaching + absent >= self.to_alarm else OK
        if breaching < len(real):
            return OK
        # Nothing here, or too few and all of them breaching.
        if self.missing == "ignore":
            return current
        return ALARM if real else INSUFFICIENT

    def reason(self, state: str, values: Sequence[float | None]) -> str:
        """Why, in CloudWatch's words."""
        real = [value for value in values if value is not None][-self.periods :]
        if state == INSUFFICIENT:
            return f"Insufficient Data: {self.periods} datapoint(s) were unknown."
        if not real:
            treated = "Breaching" if self.missing == "breaching" else "NonBreaching"
            return (
                f"Threshold Crossed: no datapoints were received for {self.periods} period(s) and "
                f"{self.periods} missing datapoint(s) were treated as [{treated}]."
            )
        count = sum(self.breaches(value) == (state == ALARM) for value in real)
        words = _COMPARISONS[self.comparison][1] if self.comparison in _COMPARISONS else self.comparison
        negation = "" if state == ALARM else "not "
        shown = ", ".join(str(value) for value in real)
        return (
            f"Threshold Crossed: {count} out of the last {len(real)} datapoint(s) [{shown}] "
            f"was {negation}{words} the threshold ({self.threshold})."
        )
