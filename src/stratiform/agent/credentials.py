"""Where credentials come from in a task: variables, the task's credential endpoint, or a role to assume."""

from __future__ import annotations

import calendar
import configparser
import json
import os
import random
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp

from stratiform.agent.errors import AgentError, ServiceError, Unreachable
from stratiform.agent.flights import Flights
from stratiform.agent.signing import Keys

_TASK_ENDPOINT = "http://169.254.170.2"
_EARLY = 300.0  # seconds before they expire that credentials are renewed
_REREAD = 300.0  # seconds after which a file of credentials is read again, as AWS's agent does
_AGAIN = 10.0  # seconds between two renewals while the credentials still hold, more or less
_ENDPOINTS = frozenset({"127.0.0.1", "::1", "localhost", "169.254.170.2", "169.254.170.23", "fd00:ec2::23"})
_FIX = "Give the task a role, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
_FIELD = "<{0}>([^<]*)</{0}>"

Source = Callable[[], Awaitable[Keys]]


class Renewed:
    """Credentials kept until shortly before they expire; many askers cause one renewal."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._keys: Keys | None = None
        self._again = 0.0
        self._flights: Flights[None] = Flights()

    async def __call__(self) -> Keys:
        """The keys as they are now. Raises what the source raises, unless the old ones still hold."""
        keys, now = self._keys, time.time()
        if keys is not None and now < _until(keys) and (now < _until(keys) - _EARLY or now < self._again):
            return keys
        try:
            found: Keys = await self._flights.join(None, self._renewed)
        except Exception:
            if keys is None or time.time() >= _until(keys):
                raise
            return keys
        return found

    def refused(self, keys: Keys) -> None:
        """AWS does not take ``keys`` any more, whatever they say themselves."""
        if self._keys is keys:
            self._keys = replace(keys, expires=0.0)

    async def _renewed(self) -> Keys:
        self._again = time.time() + _AGAIN * random.uniform(0.5, 1.0)  # noqa: S311
        self._keys = await self._source()
        return self._keys


def _until(keys: Keys) -> float:
    return float("inf") if keys.expires is None else keys.expires


def of_task(
    http: aiohttp.ClientSession, variables: Mapping[str, str] = os.environ, file: Path | None = None
) -> Source:
    """The credentials of this task, by its variables, or in ``file`` as the AWS CLI keeps them.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
    """

    async def static() -> Keys:
        return Keys(
            variables["AWS_ACCESS_KEY_ID"],
            variables.get("AWS_SECRET_ACCESS_KEY", ""),
            variables.get("AWS_SESSION_TOKEN") or None,
        )

    async def from_endpoint() -> Keys:
        headers = {}
        try:
            if (token := _authorization(variables)) is not None:
                headers["Authorization"] = token
            async with http.get(url, headers=headers, timeout=aiohttp.ClientTimeout(5)) as answer:
                found = json.loads(await answer.read()) if answer.status == 200 else {}
            moment = _moment(found["Expiration"])
            return Keys(found["AccessKeyId"], found["SecretAccessKey"], found.get("Token"), moment)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, KeyError):
            raise Unreachable("the task's endpoint gives no credentials", timed_out=False) from None

    async def from_file() -> Keys:
        read = configparser.ConfigParser(interpolation=None)
        try:
            read.read_string((file or Path()).read_text())
            own = read[variables.get("AWS_PROFILE", "default")]
            given = (own["aws_access_key_id"], own["aws_secret_access_key"], own.get("aws_session_token"))
        except (OSError, KeyError, configparser.Error):
            raise Unreachable(f"{file} gives no credentials", timed_out=False) from None
        return Keys(*given, expires=time.time() + _EARLY + _REREAD)

    async def missing() -> Keys:
        raise AgentError("There are no AWS credentials.", _FIX)

    if variables.get("AWS_ACCESS_KEY_ID"):
        return static
    if file is not None:
        return from_file
    relative = variables.get("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
    url = (
        f"{_TASK_ENDPOINT}{relative}" if relative else variables.get("AWS_CONTAINER_CREDENTIALS_FULL_URI", "")
    )
    parts = urlsplit(url)
    if parts.scheme == "http" and parts.hostname not in _ENDPOINTS:
        raise AgentError(
            f"AWS_CONTAINER_CREDENTIALS_FULL_URI names {parts.hostname} without TLS.", "Use https there."
        )
    return from_endpoint if url else missing


def _authorization(variables: Mapping[str, str]) -> str | None:
    file = variables.get("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")
    if file:
        return Path(file).read_text().strip()
    return variables.get("AWS_CONTAINER_AUTHORIZATION_TOKEN")


def assumed(text: str) -> Keys:
    """The keys in STS's answer to AssumeRole."""

    def field(name: str) -> str:
        match = re.search(_FIELD.format(name), text)
        if match is None:
            raise ServiceError(502, "InvalidAnswer", f"STS answered without {name}")
        return match[1]

    return Keys(
        field("AccessKeyId"), field("SecretAccessKey"), field("SessionToken"), _moment(field("Expiration"))
    )


def _moment(text: str) -> float:
    return float(calendar.timegm(time.strptime(re.sub(r"\.\d+", "", text), "%Y-%m-%dT%H:%M:%SZ")))
