"""Times as the Docker Engine API writes them."""

from __future__ import annotations

import datetime

NEVER = "0001-01-01T00:00:00Z"


def text(seconds: float) -> str:
    """``seconds`` since the epoch as RFC 3339 with nanoseconds; 0 is Docker's "never"."""
    if not seconds:
        return NEVER
    moment = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%f") + "000Z"


def seconds(value: str) -> float:
    """A ``since`` or ``until`` parameter: seconds since the epoch, with a fraction, or RFC 3339.

    Raises ValueError for anything else.
    """
    try:
        return float(value)
    except ValueError:
        return datetime.datetime.fromisoformat(value.replace("Z", "+00:00")).timestamp()
