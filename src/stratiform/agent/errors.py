"""What can go wrong, as values that say what to do."""

from __future__ import annotations


class AgentError(Exception):
    """The agent cannot start or go on: ``what`` happened, and the ``fix``."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(f"{what} {fix}")
        self.what = what
        self.fix = fix


class ServiceError(Exception):
    """AWS answered with an error. ``type`` is its code, e.g. ``AccessDeniedException``."""

    def __init__(self, status: int, type: str, message: str) -> None:
        super().__init__(f"{type}: {message}")
        self.status = status
        self.type = type
        self.message = message

    @property
    def is_transient(self) -> bool:
        """Whether the same call may succeed a moment later: it tells nothing of what was asked for."""
        return self.status >= 500 or self.type in _THROTTLES | WORN | SKEWED

    def again(self) -> ServiceError:
        """The same, without a trace of the call that it came from."""
        return ServiceError(self.status, self.type, self.message)


class Unreachable(Exception):
    """AWS did not answer. ``timed_out`` tells silence from a connection that failed."""

    def __init__(self, message: str, *, timed_out: bool) -> None:
        super().__init__(message)
        self.timed_out = timed_out

    def again(self) -> Unreachable:
        """The same, without a trace of the call that it came from."""
        return Unreachable(str(self), timed_out=self.timed_out)


_THROTTLES = frozenset(
    {
        "RequestLimitExceeded",
        "RequestThrottled",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)
WORN = frozenset({"ExpiredToken", "ExpiredTokenException", "RequestExpired"})
"""Credentials whose time is over."""
SKEWED = frozenset({"RequestTimeTooSkewed", "RequestInTheFuture"})
"""A clock that AWS's does not agree with."""
