"""Why a cache did not start: MiniStack catches the error, and writes it to its log alone."""

from __future__ import annotations

import logging
import threading

from stratiform.local.emulator import private
from stratiform.local.emulator.caches.records import ELASTICACHE

_UNKNOWN = "the container engine gave no reason."
_said = threading.local()


class _Listener(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        arguments = record.args if isinstance(record.args, tuple) else ()
        for value in arguments:
            if isinstance(value, Exception):
                _said.reason = str(getattr(value, "explanation", None) or value)


def listen() -> None:
    """Remember, for each thread, the last error that ElastiCache caught."""
    private.get(ELASTICACHE, "logger").addHandler(_Listener(logging.WARNING))


def last() -> str:
    """The reason of the failure that this thread has just seen; asked once."""
    reason: str = getattr(_said, "reason", None) or _UNKNOWN
    _said.reason = None
    return reason
