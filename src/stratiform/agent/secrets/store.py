"""Secrets by name or ARN: from the cache while they are fresh, renewed by reads, by events and by a poll.

An event is a hint that carries a version, never the data: the value is fetched, and taken only once it is
proven to be the version asked for. A different version replaces the cached one only if Secrets Manager
says, not earlier than what is cached, that the label is on it: replicas that lag are asked again.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from stratiform.agent.aws import Aws
from stratiform.agent.errors import ServiceError, Unreachable
from stratiform.agent.failures import Failures
from stratiform.agent.flights import Flights, together
from stratiform.agent.metrics import Metrics
from stratiform.agent.roles import Roles
from stratiform.agent.secrets import service
from stratiform.agent.secrets.cache import Cache, Entry, Key
from stratiform.agent.secrets.secret import CURRENT, Secret, Wanted, names

_AGAIN = (0.2, 0.5, 1.0, 2.0, 5.0)  # seconds between reads while a replica lags
_PATIENCE = 2.0  # seconds for which nobody waits again for an AWS that did not answer
_FLOOR = 1.0  # seconds between two calls that readers cause for one secret by refreshNow, or after a failure


@dataclass(frozen=True)
class Policy:
    """``ttl`` and ``longest`` are in seconds: when a value is checked again, and how old it may get where AWS
    does not answer. ``serves_stale`` is AWS's ignore_transient_errors."""

    ttl: float = 300.0
    longest: float = float("inf")
    serves_stale: bool = True


@dataclass(frozen=True)
class Served:
    """A secret, its age since it was known to be the one asked for (seconds), and whether that is overdue."""

    secret: Secret
    age: float
    stale: bool = False


@dataclass(frozen=True)
class Hint:
    """An event: the label of a secret moved. ``version`` is where to, if it says; ``time`` when (epoch)."""

    secret_id: str
    time: float
    label: str | None = None
    version: str | None = None


class Secrets:
    """The store. ``on_change`` is called with each version that replaces another, or is new."""

    def __init__(
        self,
        roles: Roles,
        *,
        size: int = 1000,
        policy: Policy = Policy(),
        metrics: Metrics | None = None,
        on_change: Callable[[Key, Secret], None] = lambda key, secret: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.cache = Cache(size)
        self._roles = roles
        self._policy = policy
        self._metrics = metrics or Metrics()
        self._metrics.gauges["agent_secret_age_seconds"] = self._ages
        self._on_change = on_change
        self._clock = clock
        self._flights: Flights[tuple[Key, bool]] = Flights()
        self._floor = min(_FLOOR, policy.ttl)
        self._failures: Failures[Key] = Failures(self._floor, size, clock)

    async def get(
        self, secret_id: str, wanted: Wanted, *, refresh: bool = False, role: str | None = None
    ) -> Served:
        """The secret, from the cache unless it is too old or ``refresh`` is asked for.

        Raises ServiceError, and Unreachable where nothing may be served instead.
        """
        key = self.cache.key(role, secret_id, wanted)
        entry = self.cache.get(key)
        age = self._age(entry)
        if entry is not None and age < (self._floor if refresh else self._policy.ttl):
            return Served(entry.secret, age)
        waited = entry is not None and self._clock() - entry.failed < _PATIENCE
        if entry is not None and waited and not refresh and age <= self._policy.longest:
            return Served(entry.secret, age, stale=True)
        try:
            found: Entry = await self._failures.spare(
                Key(role, secret_id, wanted),  # what is dropped loses its other names
                lambda: self._flights.join((key, refresh), lambda: self._renewed(key, secret_id, refresh)),
            )
        except (ServiceError, Unreachable) as error:
            return self._instead(key, error, refresh)
        return Served(found.secret, self._age(found))

    @property
    def aws(self) -> Aws:
        """AWS as the task itself."""
        return self._roles.aws

    def adopt(self, secret: Secret) -> None:
        """Keep a current secret that came in a batch."""
        key = self.cache.key(None, secret.arn, Wanted())
        if self.cache.get(key) is None:
            self._keep(key, secret, 0.0, secret.arn)

    async def hint(self, hint: Hint) -> bool:
        """Follow an event; whether the cache holds what it tells of. What was never asked for stays unknown.

        A secret that was made again under its name has another ARN: what is kept of the first one ends then.
        Raises nothing: what fails is left to the poll.
        """
        known = names(hint.secret_id)
        await self._flights.landed(lambda flight: flight[0].arn in known and not self.cache.get(flight[0]))
        self._failures.forget(lambda key: key.arn in known)
        found = [(key, entry) for key, entry in self.cache.of(*known) if key.wanted.label]
        done = await asyncio.gather(*(self._follow(key, entry, hint) for key, entry in found))
        return all(done)

    def forget(self, secret_id: str) -> None:
        """Drop a secret that was deleted, at once."""
        for key, _ in self.cache.of(secret_id):
            self.cache.drop(key)

    async def sweep(self, *, everything: bool = False) -> None:
        """Renew what is older than the TTL, or ``everything`` after events may have been lost."""
        due = [key for key, entry in self.cache if everything or self._age(entry) >= self._policy.ttl]
        await together(partial(self._try, key) for key in due)

    def _age(self, entry: Entry | None) -> float:
        return float("inf") if entry is None else self._clock() - entry.checked

    def _instead(self, key: Key, error: ServiceError | Unreachable, refresh: bool) -> Served:
        """The stale value, where it may be served; a secret that is gone or denied is forgotten."""
        entry = self.cache.get(key)
        transient = isinstance(error, Unreachable) or error.is_transient
        if not transient:
            self.cache.drop(key)
        if entry is None or refresh or not transient or not self._policy.serves_stale:
            raise error
        age = self._age(entry)
        if age > self._policy.longest:
            raise error
        entry.failed = self._clock()
        return Served(entry.secret, age, stale=True)

    async def _renewed(self, key: Key, secret_id: str, forced: bool) -> Entry:
        """The entry as it should be now; a failure is counted. Raises ServiceError and Unreachable."""
        try:
            return await self._asked(key, secret_id, forced)
        except (ServiceError, Unreachable):
            self._metrics.count("agent_refresh_failures_total", store="secrets")
            raise

    async def _asked(self, key: Key, secret_id: str, forced: bool) -> Entry:
        aws, entry = self._roles.named(key.role), self.cache.get(key)
        if entry is not None and not forced and key.wanted.label:
            known = await service.labels(aws, key.arn)
            if known.owners.get(key.wanted.label) == entry.secret.version:
                return self._checked(key, replace(entry, changed=max(entry.changed, known.changed)))
        found = await service.value(aws, secret_id if entry is None else key.arn, key.wanted)
        if entry is None or found.version == entry.secret.version:
            return self._keep(key, found, entry.changed if entry else 0.0, secret_id)
        return await self._proven(aws, key, entry, found)

    async def _proven(self, aws: Aws, key: Key, entry: Entry, found: Secret) -> Entry:
        """``found``, or what a later read gives, once it is known to be no step back; else what there was."""
        for pause in (*_AGAIN, None):
            if (kept := await self._settled(aws, key, found)) is not None:
                return kept
            if pause is not None:
                await asyncio.sleep(pause)
                found = await service.value(aws, key.arn, key.wanted)
        return self.cache.get(key) or entry

    async def _settled(self, aws: Aws, key: Key, found: Secret, since: float = 0.0) -> Entry | None:
        """``found``, kept, where it is known to be no step back and to hold since ``since``; else None.

        A version made after all that is known of the cached one is newer; of an older one Secrets Manager
        must say, not earlier than what is known, that the label is on it now.
        """
        entry = self.cache.get(key)
        if not since and (entry is None or found.created > entry.changed):
            return self._keep(key, found, found.created, key.arn)
        known = await service.labels(aws, key.arn)
        newest = max(since, entry.changed if entry else 0.0)
        if known.changed >= newest and known.owners.get(key.wanted.label or CURRENT) == found.version:
            return self._keep(key, found, known.changed, key.arn)
        return None

    async def _follow(self, key: Key, entry: Entry, hint: Hint) -> bool:
        """Bring one entry to what the event says, or to what is newer."""
        if hint.time + 1 <= entry.changed:  # events tell whole seconds
            return True
        if hint.version is None or hint.label != key.wanted.label:
            return await self._try(key)
        if hint.version == entry.secret.version:
            return True
        aws = self._roles.named(key.role)
        for pause in (*_AGAIN, None):
            try:
                found = await service.value(aws, key.arn, key.wanted)
                since = 0.0 if found.version == hint.version else hint.time + 1
                if await self._settled(aws, key, found, since) is not None:
                    return True
            except (ServiceError, Unreachable) as error:
                if isinstance(error, ServiceError) and not error.is_transient:
                    self.cache.drop(key)
                    return True
            if pause is not None:
                await asyncio.sleep(pause)
        return False

    async def _try(self, key: Key) -> bool:
        try:
            await self._flights.join((key, False), lambda: self._renewed(key, key.arn, False))
        except (ServiceError, Unreachable) as error:
            if isinstance(error, ServiceError) and not error.is_transient:
                self.cache.drop(key)
                return True
            return False
        return True

    def _ages(self) -> Iterator[tuple[dict[str, str], float]]:
        for key, entry in self.cache:
            labels = {"secret": entry.secret.name, "version": key.wanted.version or key.wanted.label or ""}
            yield labels, self._age(entry)

    def _checked(self, key: Key, entry: Entry) -> Entry:
        now = self.cache.get(key)
        if now is not None and now.secret.version != entry.secret.version:
            return now  # another came while this one was checked
        return self._stored(key, replace(entry, checked=self._clock()), key.arn)

    def _keep(self, key: Key, secret: Secret, changed: float, secret_id: str) -> Entry:
        key = Key(key.role, secret.arn, key.wanted)
        now, changed = self.cache.get(key), max(changed, secret.created)
        if now is not None and now.changed > changed and now.secret.version != secret.version:
            return now  # a newer one came while this one was fetched
        return self._stored(key, Entry(secret, self._clock(), changed), secret_id)

    def _stored(self, key: Key, entry: Entry, secret_id: str) -> Entry:
        before = self.cache.get(key)
        if self._policy.ttl > 0:
            key = self.cache.put(key, entry, secret_id)
        if before is None or before.secret.version != entry.secret.version:
            self._on_change(key, entry.secret)
        return entry
