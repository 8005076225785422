"""Parameters by name or ARN, kept while they are fresh; the version numbers of one only grow."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from stratiform.agent.aws import PARAMETERS, Aws
from stratiform.agent.errors import ServiceError, Unreachable
from stratiform.agent.failures import Failures
from stratiform.agent.flights import Flights, together

_AGAIN = (0.2, 0.5, 1.0)  # seconds between reads while a replica lags
_FLOOR = 1.0  # seconds after a failure in which readers cause no further call


@dataclass(frozen=True)
class Wanted:
    """A parameter as asked for: ``selector`` is a version or a label, which may stand in ``name``, too."""

    name: str
    selector: str = ""
    decrypted: bool = False

    @property
    def is_latest(self) -> bool:
        """Whether it is asked for without a version or a label."""
        return not self.selector and ":" not in (_of_arn(self.name) or self.name)

    @property
    def request(self) -> dict[str, Any]:
        """For GetParameter."""
        name = f"{self.name}:{self.selector}" if self.selector else self.name
        return {"Name": name, "WithDecryption": self.decrypted}


@dataclass
class Entry:
    """``parameter`` is what GetParameter answered; ``checked`` is in monotonic seconds."""

    parameter: dict[str, Any] = field(repr=False)
    checked: float


@dataclass(frozen=True)
class Policy:
    """As for secrets; ``size`` is the number of entries kept."""

    ttl: float = 300.0
    size: int = 1000
    serves_stale: bool = True


class Parameters:
    """The store."""

    def __init__(
        self, aws: Aws, policy: Policy = Policy(), clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._aws = aws
        self._policy = policy
        self._clock = clock
        self._entries: dict[Wanted, Entry] = {}
        self._flights: Flights[Wanted] = Flights()
        self._failures: Failures[Wanted] = Failures(min(_FLOOR, policy.ttl), policy.size, clock)

    async def get(self, wanted: Wanted) -> dict[str, Any]:
        """The parameter. Raises ServiceError, and Unreachable where nothing may be served instead."""
        entry = self._entries.get(wanted)
        if entry is not None and self._clock() - entry.checked < self._policy.ttl:
            return entry.parameter
        try:
            found: dict[str, Any] = await self._failures.spare(
                wanted, lambda: self._flights.join(wanted, lambda: self._fetched(wanted))
            )
        except (ServiceError, Unreachable) as error:
            if isinstance(error, ServiceError) and not error.is_transient:
                self._entries.pop(wanted, None)
                raise
            if entry is None or not self._policy.serves_stale:
                raise
            return entry.parameter
        return found

    async def changed(self, name: str) -> None:
        """Follow an event about the parameter ``name``; it carries no version, so the latest is fetched."""
        self._failures.forget(lambda wanted: _is(wanted.name, name))
        for wanted in [each for each in self._entries if _is(each.name, name)]:
            try:
                await self._flights.join(wanted, lambda wanted=wanted: self._fetched(wanted))  # type: ignore[misc]
            except ServiceError as error:
                if not error.is_transient:
                    self._entries.pop(wanted, None)
            except Unreachable:
                continue

    async def follow(self, name: str, moment: float) -> bool:
        """Follow an event of ``moment`` (epoch), and ask a store that lags again; always true in the end.

        A label that moves leaves the date as it is, so an older date may be right.
        """
        await self._flights.landed(lambda wanted: wanted not in self._entries and _is(wanted.name, name))
        for pause in (*_AGAIN, None):
            await self.changed(name)
            held = [entry for wanted, entry in self._entries.items() if _is(wanted.name, name)]
            if all(_changed(entry.parameter) + 1 >= moment for entry in held):
                return True
            if pause is not None:
                await asyncio.sleep(pause)
        return True

    def forget(self, name: str) -> None:
        """Drop a parameter that was deleted, at once."""
        for wanted in [each for each in self._entries if _is(each.name, name)]:
            del self._entries[wanted]

    async def sweep(self, *, everything: bool = False) -> None:
        """Fetch what is older than the TTL, or ``everything`` after events may have been lost."""
        now = self._clock()
        ttl = float("-inf") if everything else self._policy.ttl
        due = {wanted.name for wanted, entry in self._entries.items() if now - entry.checked >= ttl}
        await together(partial(self.changed, name) for name in due)

    def __len__(self) -> int:
        return len(self._entries)

    async def _fetched(self, wanted: Wanted) -> dict[str, Any]:
        answer = await self._aws.json(PARAMETERS, "GetParameter", wanted.request)
        found: dict[str, Any] = answer["Parameter"]
        before = self._entries.get(wanted)
        if before is not None and wanted.is_latest and _lags(found, before.parameter):
            return before.parameter
        if self._policy.ttl > 0:
            self._entries.pop(wanted, None)
            self._entries[wanted] = Entry(found, self._clock())
            while len(self._entries) > self._policy.size:
                del self._entries[next(iter(self._entries))]
        return found


def _lags(found: dict[str, Any], before: dict[str, Any]) -> bool:
    """Whether a replica gave what was there before; one made again under its name begins with version 1."""
    return _version(found) < _version(before) and _changed(found) <= _changed(before)


def _version(parameter: dict[str, Any]) -> int:
    return int(parameter.get("Version") or 0)


def _changed(parameter: dict[str, Any]) -> float:
    return float(parameter.get("LastModifiedDate") or 0.0)


def _is(known: str, name: str) -> bool:
    """Whether a name as asked for, maybe an ARN, is that of the parameter ``name``: no name has a colon."""
    of_arn = _of_arn(known)
    if of_arn:  # it has no second slash before a name that begins with one
        return of_arn.partition(":")[0].lstrip("/") == name.lstrip("/")
    return known.partition(":")[0] == name


def _of_arn(text: str) -> str:
    return text.partition(":parameter")[2] if text.startswith("arn:") else ""
