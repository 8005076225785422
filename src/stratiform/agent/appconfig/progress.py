"""Follows one profile's deployments where the control plane may be asked: for entities and the number."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Protocol

from stratiform.agent.appconfig.deployments import Deployment, in_effect
from stratiform.agent.appconfig.history import History
from stratiform.agent.appconfig.hosted import told_apart
from stratiform.agent.appconfig.rollout import LAG, Rollout, Seen, begun
from stratiform.agent.appconfig.version import Version
from stratiform.agent.errors import ServiceError, Unreachable
from stratiform.agent.events.messages import Deployed

_MISS = 0.01  # how likely a search for the other version may fail, where the share allows it
_TRIES, _TRIES_IN_ALL = 24, 72  # sessions; each is two calls, and the second is priced


class Draw(Protocol):
    """A session that answers once."""

    async def latest(self) -> Version | None:
        """What it draws. Raises ServiceError and Unreachable."""


class Told(Protocol):
    """Where deployments and versions are told and sessions come from.

    ``answered_at`` is of the last answer (epoch).
    """

    answered_at: float

    async def deployments(self) -> tuple[Deployment, ...] | None:
        """The profile's, the newest first; None where nobody tells."""

    async def hosted(self, number: str) -> Version | None:
        """The version ``number`` as it is kept; None where nobody tells."""

    def another(self) -> Draw:
        """A new session, which draws anew."""


@dataclass
class Progress:
    """``by_entity`` is whether somebody has named an entity; nobody searches for versions before."""

    history: History
    by_entity: bool = False
    rollout: Rollout | None = None
    _now: Seen | None = None
    _earlier: Seen | None = None
    _tries: int = 0
    _neither: tuple[int, Version] | None = None

    def saw(self, version: Version, moment: float) -> None:
        """AppConfig's answer at ``moment`` is that ``version`` is the session's."""
        if self._now is not None and self._now.version.content == version.content:
            self._now = replace(self._now, last=moment)
        else:
            self._earlier, self._now = self._now, Seen(version, moment, moment)

    def of(self, entity: str | None) -> Version | None:
        """The version of ``entity`` while a deployment is in progress; None where the session's is right."""
        return self.rollout.of(entity) if self.rollout is not None and entity is not None else None

    async def look(self, source: Told, served: Version) -> Version | None:
        """Learn how far a deployment is; what is to be served instead of ``served``, if that is known.

        Raises nothing: where nobody tells, all stays as it is.
        """
        listed = await source.deployments()
        if not listed or self._now is None:
            return None
        effective = in_effect(listed)
        if listed[0].runs:
            rollout = await self._goes_on(source, listed[0], effective, self._now)
            number = rollout.number_of(served)
            return None if number is None else replace(served, number=number)
        ended, self.rollout, self._tries = self.rollout, None, 0
        left = self._left(ended, listed) if ended is not None else None
        if left is not None:
            return left
        if effective is None or effective.ended is None or effective.ended + LAG > self._now.last:
            return None
        return replace(self._now.version, number=effective.version)

    def over(self, number: int | None) -> None:
        """An event told that deployment ``number`` has ended."""
        if self.rollout is not None and (number is None or number >= self.rollout.number):
            self.rollout, self._tries = None, 0

    def _left(self, ended: Rollout, listed: tuple[Deployment, ...]) -> Version | None:
        """What the deployment that was in progress has left behind, where it is the newest."""
        if listed[0].number != ended.number:
            return None
        return ended.after if listed[0].is_complete else ended.before

    async def _goes_on(
        self, source: Told, running: Deployment, effective: Deployment | None, now: Seen
    ) -> Rollout:
        known = self.rollout
        if known is None or known.number != running.number:
            known, self._tries = begun(running, effective, now, self._earlier), 0
        elif known.before is None and known.after is None:
            known = begun(running, effective, now, self._earlier)
        elif known.lacks:
            known = known.drawn(now.version)
        if self.by_entity and effective is not None and known.before is None and known.after is None:
            known = await self._told_apart(source, known, effective, now.version)
        known = replace(known, share=max(known.share, running.share))
        self.rollout = await self._searched(source, known) if self.by_entity else known
        return self.rollout

    async def _told_apart(
        self, source: Told, rollout: Rollout, effective: Deployment, served: Version
    ) -> Rollout:
        """With the sides that comparing ``served`` with what is kept tells, once for each of its contents."""
        if self._neither == (rollout.number, served):
            return rollout
        before, after = await source.hosted(effective.version), await source.hosted(rollout.version)
        if before is None or after is None:
            return rollout
        known = told_apart(rollout, served, before, after)
        self._neither = (rollout.number, served) if known is rollout else None
        return known

    async def _searched(self, source: Told, rollout: Rollout) -> Rollout:
        """With the version that is not known, as soon as a session draws it."""
        chance = rollout.lacks
        tries = min(_TRIES, math.ceil(math.log(_MISS) / math.log1p(-chance))) if 0 < chance < 1 else 1
        for _ in range(min(tries, _TRIES_IN_ALL - self._tries) if chance else 0):
            self._tries += 1
            try:
                found = await source.another().latest()
            except (ServiceError, Unreachable):
                break
            if found is not None and self._may_be(found, rollout):
                rollout = rollout.drawn(found)
            if not rollout.lacks:
                break
        return rollout

    def _may_be(self, found: Version, rollout: Rollout) -> bool:
        """Whether ``found`` may be a side of ``rollout``: a store that lags gives what was there before."""
        if rollout.before is None:
            return True
        none: frozenset[str] = frozenset()
        ending = Deployed("complete", none, none, none, 0.0, rollout.number, rollout.version)
        return self.history.is_expected(found, rollout.before, ending)
