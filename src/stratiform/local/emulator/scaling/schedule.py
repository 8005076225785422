"""When a scheduled action is due: ``cron(...)``, ``rate(...)`` and ``at(...)``, in its own time zone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from stratiform.local.emulator import private

_SECONDS = {"minute": 60, "hour": 3600, "day": 86400}


@dataclass
class Looks:
    """When each scalable target was looked at last. ``began``: since when anybody looks (epoch seconds)."""

    began: float
    _last: dict[str, float] = field(default_factory=dict)

    def since(self, target: str, created: float, now: float) -> float:
        """The moment up to which ``target`` (its ARN) was looked at, before this look ``now``.

        The first look covers the time from ``created`` on: what came due before it is not missed.
        """
        since = self._last.get(target, max(created, self.began))
        self._last[target] = now
        return since


def due(action: Mapping[str, Any], since: float, now: float) -> bool:
    """Whether ``action`` came due after ``since`` and not after ``now`` (epoch seconds)."""
    expression = str(action["Schedule"]).strip()
    zone = ZoneInfo(action.get("Timezone") or "UTC")
    if at := re.fullmatch(r"at\((.+)\)", expression):
        moment = datetime.fromisoformat(at[1]).replace(tzinfo=zone).timestamp()
        return since < moment <= now
    if rate := re.fullmatch(r"rate\((\d+) (minute|hour|day)s?\)", expression):
        seconds = int(rate[1]) * _SECONDS[rate[2]]
        began = float(action.get("CreationTime") or 0)
        return (now - began) // seconds > (since - began) // seconds
    fields = private.get("services.eventbridge", "_parse_cron_fields")(expression)
    if fields is None:
        return False
    # The emulator's search begins at the minute after the one it is given.
    before = datetime.fromtimestamp(since, UTC).astimezone(zone) - timedelta(minutes=1)
    following = private.get("services.eventbridge", "_cron_next_fire")(fields, before)
    return following is not None and since < following.timestamp() <= now
