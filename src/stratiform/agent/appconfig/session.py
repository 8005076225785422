"""A session of AppConfig's data plane: a chain of tokens, each good once and not before its time.

https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_appconfigdata_GetLatestConfiguration.html
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TypeVar
from urllib.parse import quote

from stratiform.agent.appconfig import deployments, hosted
from stratiform.agent.appconfig.deployments import Deployment
from stratiform.agent.appconfig.profile import Profile
from stratiform.agent.appconfig.version import Version
from stratiform.agent.aws import CONFIGURATIONS, Aws
from stratiform.agent.errors import ServiceError, Unreachable

_EARLY = "too early"
_DENIED = 3600.0  # seconds for which nobody asks again for what may not be told
T = TypeVar("T")
_log = logging.getLogger(__name__)


@dataclass
class Session:
    """``minimum`` is how often it may be asked, in seconds; AppConfig takes no less than 15.

    ``answered_at`` is when it last answered, in seconds since the epoch.
    """

    aws: Aws
    profile: Profile
    minimum: float = 15.0
    clock: Callable[[], float] = time.monotonic
    allowed_at: float = field(default=0.0, init=False)
    answered_at: float = field(default=0.0, init=False)
    _token: str | None = field(default=None, init=False)
    _denied_until: dict[str, float] = field(default_factory=dict, init=False)

    async def latest(self) -> Version | None:
        """What is deployed for this session, or None when that has not changed since the last call.

        Raises ServiceError and Unreachable; a token that is worn out costs one more call, not an error.
        """
        fresh = self._token is None
        try:
            return await self._asked()
        except ServiceError as error:
            if error.status != 400 or fresh:
                raise
            if _EARLY in error.message.lower():
                self.allowed_at = self.clock() + self.minimum
                return None
            self.restart()
            return await self._asked()

    def restart(self) -> None:
        """Begin anew at the next call, which is then allowed at once."""
        self._token, self.allowed_at = None, 0.0

    def another(self) -> Session:
        """A session of its own for the same profile."""
        return Session(self.aws, self.profile, self.minimum, self.clock)

    async def deployments(self) -> tuple[Deployment, ...] | None:
        """The profile's deployments, the newest first; None where AppConfig does not tell them."""
        return await self._told("deployments", lambda: deployments.listed(self.aws, self.profile))

    async def hosted(self, number: str) -> Version | None:
        """The version ``number`` as it is kept; None where AppConfig does not tell it."""
        return await self._told("versions", lambda: hosted.fetched(self.aws, self.profile, number))

    async def _told(self, what: str, call: Callable[[], Awaitable[T]]) -> T | None:
        """What the control plane answers; None where it does not, or did not let this task ask before."""
        if self.clock() < self._denied_until.get(what, float("-inf")):
            return None
        try:
            return await call()
        except ServiceError as error:
            if not error.is_transient:
                self._denied_until[what] = self.clock() + _DENIED
                _log.info("the %s of %s are not known: %s", what, self.profile, error.type)
        except (Unreachable, ValueError, KeyError):
            _log.debug("the %s of %s are not known for now", what, self.profile)
        return None

    async def _asked(self) -> Version | None:
        if self._token is None:
            self._token = await self._begun()
        token, self._token = self._token, None  # good once, whatever becomes of the call
        try:
            answer = await self.aws.rest(
                CONFIGURATIONS, "GET", f"/configuration?configuration_token={quote(token, safe='')}"
            )
        except Unreachable:
            self._token = token  # where it was used up, the next call tells
            raise
        except ServiceError as error:
            if error.is_transient or _EARLY in error.message.lower():
                self._token = token  # the call did nothing; a new session would draw anew
            raise
        headers = answer.headers
        self._token = headers.get("Next-Poll-Configuration-Token")
        self.answered_at = _date(headers.get("Date"))
        self.allowed_at = self.clock() + float(headers.get("Next-Poll-Interval-In-Seconds") or self.minimum)
        if not answer.body:
            return None
        return Version(
            answer.body, headers.get("Content-Type", "application/json"), headers.get("Version-Label") or None
        )

    async def _begun(self) -> str:
        request = {
            "ApplicationIdentifier": self.profile.application,
            "EnvironmentIdentifier": self.profile.environment,
            "ConfigurationProfileIdentifier": self.profile.configuration,
            "RequiredMinimumPollIntervalInSeconds": int(max(15, min(self.minimum, 86400))),
        }
        answer = await self.aws.rest(CONFIGURATIONS, "POST", "/configurationsessions", request)
        token: str = json.loads(answer.body)["InitialConfigurationToken"]
        return token


def _date(text: str | None) -> float:
    """By AppConfig's own clock, which its deployments are dated by."""
    try:
        return parsedate_to_datetime(text or "").timestamp()
    except ValueError:
        return time.time()
