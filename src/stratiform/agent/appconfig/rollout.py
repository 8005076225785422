"""Which version an entity gets while a deployment is in progress: the same in every task, and new for good.

AppConfig draws for each session, so tasks differ while a deployment goes on. For an entity the share of the
deployment decides instead: who is within it gets the new version, and the share only grows.
https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-agent-how-to-use.html
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from stratiform.agent.appconfig.deployments import Deployment
from stratiform.agent.appconfig.version import Version

LAG = 5.0  # seconds after its end in which a session may not have a deployment's version yet
_DATE = 1.0  # seconds; AppConfig dates its answers by whole ones


@dataclass(frozen=True)
class Seen:
    """A version, and when AppConfig gave it first and last, in seconds since the epoch."""

    version: Version
    first: float
    last: float

    def is_before(self, running: Deployment, effective: Deployment | None) -> bool:
        """Whether this is what ``running`` replaces: it came before, and after ``effective`` was complete."""
        ended = None if effective is None else effective.ended
        complete = effective is None or (ended is not None and ended + LAG <= self.last)
        return self.first + _DATE < running.started and complete


@dataclass(frozen=True)
class Rollout:
    """A deployment in progress: what it replaces and what it brings, None while that is not known.

    ``version`` is the number of what it brings, and ``replaced`` that of what it replaces.
    """

    number: int
    version: str
    share: float
    before: Version | None = None
    after: Version | None = None
    replaced: str | None = None

    def of(self, entity: str) -> Version | None:
        """The version of ``entity``; None where it is the one that is not known."""
        if self.after is not None and part(entity, self.number, self.version) < self.share:
            return self.after
        return self.before

    @property
    def lacks(self) -> float:
        """How likely a new session draws what is not known, from 0 to 1."""
        if self.after is None and self.before is not None:
            return self.share / 100
        if self.before is None and self.after is not None:
            return 1 - self.share / 100
        return 0.0

    def drawn(self, found: Version) -> Rollout:
        """With ``found`` on the side that was not known, if it is another version than the known one."""
        known = self.before or self.after
        if known is None or found.content == known.content:
            return self
        if self.after is None:
            return replace(self, after=replace(found, number=self.version))
        return replace(self, before=replace(found, number=self.replaced))

    def number_of(self, served: Version) -> str | None:
        """The number of ``served``, where it is one of the two versions and that is known."""
        sides = (each for each in (self.before, self.after) if each is not None)
        return next((each.number for each in sides if each.content == served.content), None)


def begun(running: Deployment, effective: Deployment | None, now: Seen, earlier: Seen | None) -> Rollout:
    """``running`` as far as what was seen tells: its sides are told by when they came or by labels."""
    number = effective.version if effective else None
    rollout = Rollout(running.number, running.version, running.share, replaced=number)
    if now.is_before(running, effective):
        return replace(rollout, before=replace(now.version, number=number))
    if earlier is not None and earlier.is_before(running, effective):
        rollout = replace(rollout, before=replace(earlier.version, number=number))
        return rollout.drawn(now.version)
    if running.label is None or now.version.label is None:
        return rollout
    if now.version.label == running.label:
        return replace(rollout, after=replace(now.version, number=running.version))
    return replace(rollout, before=replace(now.version, number=number))


def part(entity: str, number: int, version: str) -> float:
    """Where an entity stands in a deployment, from 0 to 100: evenly spread, and anew for each deployment."""
    text = f"{number}\0{version}\0{entity}".encode(errors="surrogateescape")
    return int.from_bytes(hashlib.sha256(text).digest()[:8], "big") / 2**64 * 100
