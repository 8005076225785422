"""How often the tasks of a deployment failed, and why; what the back-off and CloudFormation go by."""

from __future__ import annotations

import re
import threading
import time
from dataclasses import dataclass, field

from stratiform.local.engine.backoff import Backoff

_WRAPPED = re.compile(
    r'\d{3} \w+ Error for \S+: [\w ]+ \("(?:No such image: \S+: )?(?P<why>.*)"\)', re.DOTALL
)
_FREE = 2
"""A killed task is replaced at once; only what keeps failing waits."""
ENOUGH = 3
"""Failures after which a deployment is given up."""


@dataclass
class _Record:
    backoff: Backoff = field(default_factory=lambda: Backoff(first=1.0, longest=30.0, healthy=10.0))
    count: int = 0
    reason: str = ""


_records: dict[str, _Record] = {}
_lock = threading.Lock()


def failed(deployment: str, reason: str, started: float, *, conclusive: bool = False) -> None:
    """A task of ``deployment`` (its id) failed; it was started at ``started`` (seconds since the epoch).

    ``conclusive``: it was given all its time, so that the next would fail as it did.
    """
    with _lock:
        record = _records.setdefault(deployment, _Record())
        record.backoff = record.backoff.after(time.time() - started)
        record.count += ENOUGH if conclusive else 1
        record.reason = reason


def delay(deployment: str) -> float:
    """Seconds to wait before the next task of the deployment is started."""
    with _lock:
        record = _records.get(deployment)
        if record is None or record.backoff.failures <= _FREE:
            return 0.0
        return record.backoff.delay / float(2**_FREE)


def are_enough(deployment: str) -> bool:
    """Whether the deployment is given up."""
    with _lock:
        return deployment in _records and _records[deployment].count >= ENOUGH


def reason(deployment: str) -> str:
    """Why the last one failed; empty when none did."""
    with _lock:
        return _records[deployment].reason if deployment in _records else ""


def plain(reason: str) -> str:
    """``reason`` without what the client of the engine wraps around the engine's own words."""
    return _WRAPPED.sub(lambda match: match["why"], reason)
