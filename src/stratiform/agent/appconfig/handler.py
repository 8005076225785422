"""Port 2772: AWS AppConfig Agent's contract.

https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-agent-how-to-use.html
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

from aiohttp import web

from stratiform.agent import status
from stratiform.agent.appconfig.flags import evaluated
from stratiform.agent.appconfig.profile import Profile
from stratiform.agent.appconfig.store import Configurations
from stratiform.agent.errors import ServiceError, Unreachable
from stratiform.agent.http import Address, is_for_us, is_token, raw, text
from stratiform.agent.metrics import Metrics
from stratiform.agent.readiness import NOT_YET, Readiness

_log = logging.getLogger(__name__)
_PATH = re.compile(r"/applications/([^/]+)/environments/([^/]+)/configurations/([^/]+)")
_LONGEST_ENTITY = 2048  # bytes
_KINDS = {
    400: "BadRequestException",
    404: "ResourceNotFoundException",
    500: "InternalServerException",
    502: "BadGatewayException",
    504: "GatewayTimeoutException",
}


@dataclass(frozen=True)
class Handler:
    """Answers requests. ``token`` is asked for where it is set."""

    address: Address
    token: str | None
    configurations: Configurations
    readiness: Readiness
    metrics: Metrics

    async def __call__(self, request: web.BaseRequest, connections: int) -> web.Response:
        """The answer to ``request``."""
        try:
            return await self._answer(request)
        except ServiceError as error:
            known = error.status if error.status in _KINDS else 500 if error.status >= 500 else 400
            return text(known, f"{error.type}: {error.message}")
        except Unreachable as error:
            return _refused(504 if error.timed_out else 502, "AppConfig cannot be reached.")
        except Exception as error:
            _log.error("a request failed: %s", type(error).__name__)
            return _refused(500, "")

    async def _answer(self, request: web.BaseRequest) -> web.Response:
        path, _, query = request.raw_path.partition("?")
        if not is_for_us(request, self.address):
            return text(403, "Bad Host")
        if request.method != "GET":
            return text(405, "Not allowed")
        if (known := status.answer(path, self.readiness, self.metrics)) is not None:
            return known
        if self.token is not None and not is_token(_bearer(request), self.token):
            return text(401, "Unauthorized")
        match = _PATH.fullmatch(path)
        if match is None:
            return _refused(404, "There is nothing at this path.")
        entity = request.headers.get("Entity-Id")
        if len((entity or "").encode(errors="surrogateescape")) > _LONGEST_ENTITY:
            return _refused(400, "Entity-Id is longer than 2 KB.")
        if not await self.readiness.hold():
            return text(400, NOT_YET)
        profile = Profile(*map(unquote, match.groups()))
        version = await self.configurations.get(profile, entity or None)
        wanted = [value for name, value in parse_qsl(query, keep_blank_values=True) if name == "flag"]
        body = evaluated(version, _context(request.headers.getall("Context", ())), wanted)
        headers = {"Content-Type": version.type if body is version.content else "application/json"}
        age, stale = self.configurations.age(profile)
        headers["Age"] = str(int(age))
        if stale:
            headers["X-Config-Stale"] = "1"
        if version.number is not None:
            headers["Configuration-Version"] = headers["ConfigurationVersion"] = version.number
        if version.label is not None:
            headers["Version-Label"] = version.label
        return raw(200, body, headers)


def _bearer(request: web.BaseRequest) -> str:
    return request.headers.get("Authorization", "").removeprefix("Bearer ")


def _context(headers: Iterable[str]) -> dict[str, str]:
    """Pairs of every Context header; one header may hold several, separated by commas."""
    pairs = (pair.strip().partition("=") for header in headers for pair in header.split(","))
    return {name: value for name, separator, value in pairs if separator and name}


def _refused(code: int, says: str) -> web.Response:
    return text(code, f"{_KINDS[code]}: {says}".rstrip(": "))
