"""Configurations by profile: fetched once, then polled for, and at once when a deployment has ended.

A gradual deployment changes what each session gets at every step, with no event in between, so a profile is
polled at its interval all the while. A new session draws anew whether it gets the old or the new version,
so one is begun only when a deployment is over. What an entity gets meanwhile is in progress.py.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from stratiform.agent.appconfig.backups import Backups
from stratiform.agent.appconfig.deployments import Deployment
from stratiform.agent.appconfig.history import History
from stratiform.agent.appconfig.hosted import is_kept
from stratiform.agent.appconfig.profile import Profile
from stratiform.agent.appconfig.progress import Draw, Progress
from stratiform.agent.appconfig.version import Version
from stratiform.agent.errors import ServiceError, Unreachable
from stratiform.agent.events.messages import Deployed
from stratiform.agent.flights import Flights
from stratiform.agent.metrics import Metrics

_log = logging.getLogger(__name__)
_RETRY = 2.0  # seconds after a failure in the background
_AGAIN = (0.2, 0.5, 1.0, 2.0, 5.0)  # seconds between reads while the new version is not there yet


class Source(Protocol):
    """Where versions come from. It may be asked from ``allowed_at`` on (monotonic seconds).

    ``answered_at`` is when it last answered, in seconds since the epoch.
    """

    allowed_at: float
    answered_at: float

    async def latest(self) -> Version | None:
        """The version as it is, or None where it has not changed. Raises ServiceError and Unreachable."""

    def restart(self) -> None:
        """Forget the session."""

    def another(self) -> Draw:
        """A session that is drawn for anew."""

    async def deployments(self) -> tuple[Deployment, ...] | None:
        """The profile's deployments, the newest first; None where nobody tells them."""

    async def hosted(self, number: str) -> Version | None:
        """The version ``number`` as it is kept; None where nobody tells it."""


@dataclass
class Held:
    """A profile that somebody asked for. ``checked`` is when its version was last known to be right.

    ``deployment`` is the newest that is known, and ``ended`` the stage it ended in. ``stale`` is whether
    AppConfig did not answer the last time it was asked. ``numbered`` is whether the version's number is
    what AppConfig lists: an event tells a number, too, but not of what was fetched.
    """

    source: Source
    version: Version
    checked: float
    deployment: int = 0
    ended: str | None = None
    stale: bool = False
    numbered: bool = False
    since: float = float("-inf")
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    history: History = field(default_factory=History)
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)
    progress: Progress = field(init=False)

    def __post_init__(self) -> None:
        self.progress = Progress(self.history)


class Configurations:
    """The store. ``source`` makes a profile's source; ``on_change`` is called with each new version."""

    def __init__(
        self,
        source: Callable[[Profile], Source],
        *,
        interval: float = 45.0,
        backups: Backups | None = None,
        preload: bool = True,
        metrics: Metrics | None = None,
        on_change: Callable[[Profile, Version], None] = lambda profile, version: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._source = source
        self._interval = interval
        self._backups = backups
        self._preload = preload
        self._metrics = metrics or Metrics()
        self._metrics.gauges["agent_configuration_age_seconds"] = lambda: [
            ({"configuration": str(profile)}, clock() - held.checked) for profile, held in self._held.items()
        ]
        self._on_change = on_change
        self._clock = clock
        self._held: dict[Profile, Held] = {}
        self._flights: Flights[Profile] = Flights()
        self._looks: Flights[Profile] = Flights()
        self._polls: set[asyncio.Task[None]] = set()

    async def get(self, profile: Profile, entity: str | None = None) -> Version:
        """The version that is served: to ``entity``, while a deployment is in progress, always the same.

        Raises ServiceError and Unreachable where there never was one.
        """
        held = self._held.get(profile)
        if held is None:
            held = await self._flights.join(profile, lambda: self._first(profile))
            assert held is not None
        if entity is not None and not held.progress.by_entity:
            await self._looks.join(profile, lambda: self._by_entity(profile, held))
        return held.progress.of(entity) or held.version

    def age(self, profile: Profile) -> tuple[float, bool]:
        """Seconds since what is served was last known to be right, and whether AppConfig does not answer."""
        held = self._held[profile]
        return self._clock() - held.checked, held.stale

    async def follow(self, event: Deployed) -> bool:
        """Follow a deployment; whether the version it tells of is held."""
        await self._flights.landed(event.concerns)
        found = [(profile, held) for profile, held in self._held.items() if event.concerns(profile)]
        for profile, held in found:
            if event.number is not None and event.number < held.deployment:
                continue  # an older one, late
            if event.number is not None and event.number > held.deployment:
                held.deployment, held.ended = event.number, None
            if event.stage == "start":
                held.wake.set()
            elif event.number is None or held.ended not in (event.stage, "rolled back"):
                held.ended = event.stage  # once it is taken back, that it was complete is late
                await self._ended(profile, held, event)
                held.progress.over(event.number)
        return True

    async def refresh(self) -> None:
        """Look at everything as soon as it may be asked for: events may have been lost."""
        for held in self._held.values():
            held.wake.set()

    async def close(self) -> None:
        """End the polls."""
        for task in self._polls:
            task.cancel()
        await asyncio.gather(*self._polls, return_exceptions=True)

    async def _first(self, profile: Profile) -> Held:
        source = self._source(profile)
        backup = self._backups.load(profile) if self._backups else None
        version = backup if self._preload else None
        if version is None:
            try:
                version = await source.latest()
            except (ServiceError, Unreachable):
                if backup is None:
                    raise
                version = backup
        held = Held(
            source, version or Version(b""), self._clock(), stale=version is backup and backup is not None
        )
        if version is not backup:
            held.progress.saw(held.version, source.answered_at)
            self._changed(profile, held.version)
        self._held[profile] = held
        task = asyncio.ensure_future(self._poll(profile, held, at_once=version is backup))
        self._polls.add(task)
        task.add_done_callback(self._polls.discard)
        return held

    async def _poll(self, profile: Profile, held: Held, *, at_once: bool) -> None:
        wait, failures = 0.0 if at_once else self._interval, 0
        while True:
            try:
                async with asyncio.timeout(wait):
                    await held.wake.wait()
            except TimeoutError:
                pass
            held.wake.clear()
            await asyncio.sleep(max(0.0, held.source.allowed_at - self._clock()))
            try:
                answered = await self._polled(profile, held)
            except Exception as error:  # a poll that ended would leave the task with an old version for good
                _log.error("configuration %s was not renewed: %s", profile, type(error).__name__)
                answered = False
            failures = 0 if answered else failures + 1
            wait = self._interval if answered else _pause(failures, self._interval)

    async def _polled(self, profile: Profile, held: Held) -> bool:
        """Whether the source answered."""
        async with held.asking:
            answered, version = await self._asked(profile, held)
            if version is not None:
                self._replace(profile, held, version, None)
            if answered:
                held.progress.saw(held.version, held.source.answered_at)
                if held.progress.by_entity or not held.numbered:
                    await self._look(profile, held)
        return answered

    async def _by_entity(self, profile: Profile, held: Held) -> None:
        async with held.asking:
            held.progress.by_entity = True
            await self._look(profile, held)

    async def _look(self, profile: Profile, held: Held) -> None:
        """Learn how far a deployment is, and of what is held whether it is right and which number it has."""
        found = await held.progress.look(held.source, held.version)
        if found is None:
            return
        if found.content != held.version.content:
            self._replace(profile, held, found, None)
        held.version = replace(held.version, number=found.number)
        held.numbered = True

    async def _asked(self, profile: Profile, held: Held) -> tuple[bool, Version | None]:
        """Ask the source once: whether it answered, and what it has, where that is not what is held."""
        try:
            version = await held.source.latest()
        except (ServiceError, Unreachable, OSError) as error:
            self._metrics.count("agent_refresh_failures_total", store="configurations")
            _log.warning("configuration %s was not renewed: %s", profile, error)
            held.stale = True
            return False, None
        held.checked, held.stale = self._clock(), False
        return True, None if version is None or version.content == held.version.content else version

    async def _ended(self, profile: Profile, held: Held, event: Deployed) -> None:
        """A deployment is over: whoever asks now gets what it left. A store that lags is asked again."""
        async with held.asking:
            before, held.numbered, compared = held.version, False, False
            for pause in (*_AGAIN, None):
                if event.number is not None and event.number < held.deployment:
                    return  # the next one has begun
                held.source.restart()
                answered, version = await self._asked(profile, held)
                expected = version is not None and held.history.is_expected(version, before, event)
                expected &= before.number is not None or self._clock() - held.since > sum(_AGAIN)
                if version is not None and (expected or pause is None):
                    self._replace(profile, held, version, event)
                    return
                if answered and version is None:
                    if event.version in (None, before.number):
                        return
                    if not compared and await self._is_deployed(held, before, event):
                        break  # the same content once more
                    compared = True
                if pause is not None:
                    await asyncio.sleep(pause)
            if event.stage == "complete" and event.version is not None:
                held.version = replace(before, number=event.version)

    async def _is_deployed(self, held: Held, version: Version, event: Deployed) -> bool:
        """Whether ``version`` is known to be what ``event`` says was deployed to everybody."""
        if event.stage != "complete" or event.version is None:
            return False
        kept = await held.source.hosted(event.version)
        return kept is not None and is_kept(version, kept)

    def _replace(self, profile: Profile, held: Held, version: Version, event: Deployed | None) -> None:
        """Serve ``version``. Its number is the one the event tells, or the one that its content had."""
        number = event.version if event and event.stage == "complete" else held.history.number(version)
        held.history.replaced(held.version)
        held.version, held.numbered = replace(version, number=number), False
        held.since = self._clock()  # what lags behind a poll's answer is younger than this
        self._changed(profile, held.version)

    def _changed(self, profile: Profile, version: Version) -> None:
        if self._backups is not None:
            try:
                self._backups.save(profile, version)
            except OSError as error:
                _log.warning("configuration %s was not backed up: %s", profile, error.strerror)
        self._on_change(profile, version)


def _pause(failures: int, most: float) -> float:
    """How long to wait after so many failures in a row: longer each time, and never the same in two tasks."""
    return min(_RETRY * (1 << min(failures - 1, 10)), most) * random.uniform(0.5, 1.0)  # noqa: S311
