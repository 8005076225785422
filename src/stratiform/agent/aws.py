"""The few AWS calls the agent makes: signed, over one connection pool, without an SDK in memory."""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode

import aiohttp
from yarl import URL

from stratiform.agent.errors import SKEWED, WORN, ServiceError, Unreachable
from stratiform.agent.signing import Keys, signed

_PAUSES = (0.2, 0.8)  # seconds at most before each further try
_SIGNATURES = frozenset({"InvalidSignatureException", "SignatureDoesNotMatch", "InvalidSignature"})
_SKEW = re.compile("signature (expired|not yet current)", re.IGNORECASE)


@dataclass(frozen=True)
class Service:
    """How one service is spoken to. ``name`` signs; ``host`` is the first part of its host name.

    ``target`` stands before the operation in ``X-Amz-Target``, for services that speak JSON.
    """

    name: str
    host: str
    variable: str
    target: str = ""
    content: str = ""
    version: str = ""


SECRETS = Service(
    "secretsmanager", "secretsmanager", "SECRETS_MANAGER", "secretsmanager", "application/x-amz-json-1.1"
)
PARAMETERS = Service("ssm", "ssm", "SSM", "AmazonSSM", "application/x-amz-json-1.1")
QUEUES = Service("sqs", "sqs", "SQS", "AmazonSQS", "application/x-amz-json-1.0")
TOPICS = Service("sns", "sns", "SNS", version="2010-03-31")
TOKENS = Service("sts", "sts", "STS", version="2011-06-15")
CONFIGURATIONS = Service("appconfig", "appconfigdata", "APPCONFIGDATA")
DEPLOYMENTS = Service("appconfig", "appconfig", "APPCONFIG")


@dataclass(frozen=True)
class Answer:
    """A successful answer."""

    headers: Mapping[str, str]
    body: bytes


@dataclass
class Clock:
    """How many seconds AWS's clock is ahead of this machine's."""

    ahead: float = 0.0

    def __call__(self) -> datetime:
        """The time, as AWS has it."""
        return datetime.fromtimestamp(time.time() + self.ahead, UTC)

    def follow(self, date: str | None) -> None:
        """Take over what the Date header of an answer says."""
        try:
            self.ahead = parsedate_to_datetime(date or "").timestamp() - time.time()
        except ValueError:
            return


@dataclass(frozen=True)
class Aws:
    """One region of AWS, asked with the keys that ``keys`` gives; ``worn`` is told of those AWS took no more.

    ``variables`` may hold AWS_ENDPOINT_URL, or AWS_ENDPOINT_URL_<SERVICE>. ``timeout`` is in seconds. What
    may succeed a moment later is tried up to three times; silence is not, whoever asks has waited enough.
    """

    http: aiohttp.ClientSession
    region: str
    keys: Callable[[], Awaitable[Keys]]
    variables: Mapping[str, str]
    timeout: float = 3.0
    proxy: str | None = None
    proxy_headers: Mapping[str, str] | None = None
    worn: Callable[[Keys], None] = lambda keys: None
    clock: Clock = field(default_factory=Clock)

    async def json(self, service: Service, operation: str, body: Mapping[str, Any], wait: float = 0.0) -> Any:
        """Call an operation of a JSON service. ``wait`` is how long it may hold the answer back, in seconds.

        Raises ServiceError and Unreachable.
        """
        headers = {"Content-Type": service.content, "X-Amz-Target": f"{service.target}.{operation}"}
        answer = await self._send(service, "POST", "/", headers, json.dumps(body).encode(), wait)
        try:
            return json.loads(answer.body or b"{}")
        except ValueError:
            raise Unreachable(f"{service.host}: the answer is no JSON", timed_out=False) from None

    async def query(self, service: Service, operation: str, parameters: Mapping[str, str]) -> str:
        """Call an operation of a query service; its XML. Raises ServiceError and Unreachable."""
        form = urlencode({"Action": operation, "Version": service.version, **parameters})
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return (await self._send(service, "POST", "/", headers, form.encode())).body.decode()

    async def rest(
        self, service: Service, method: str, path: str, body: Mapping[str, Any] | None = None
    ) -> Answer:
        """Call a REST operation; ``path`` is encoded, with its query. Raises ServiceError and Unreachable."""
        headers = {"Content-Type": "application/json"} if body is not None else {}
        text = b"" if body is None else json.dumps(body).encode()
        return await self._send(service, method, path, headers, text)

    def _endpoint(self, service: Service) -> str:
        given = self.variables.get(f"AWS_ENDPOINT_URL_{service.variable}") or self.variables.get(
            "AWS_ENDPOINT_URL"
        )
        if given:
            return given.rstrip("/")
        domain = "amazonaws.com.cn" if self.region.startswith("cn-") else "amazonaws.com"
        return f"https://{service.host}.{self.region}.{domain}"

    async def _send(
        self,
        service: Service,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: bytes,
        wait: float = 0.0,
    ) -> Answer:
        for longest in _PAUSES:
            try:
                return await self._sent(service, method, path, headers, body, wait)
            except (ServiceError, Unreachable) as error:
                if error.timed_out if isinstance(error, Unreachable) else not error.is_transient:
                    raise
            await asyncio.sleep(random.uniform(0, longest))  # noqa: S311
        return await self._sent(service, method, path, headers, body, wait)

    async def _sent(
        self, service: Service, method: str, path: str, headers: Mapping[str, str], body: bytes, wait: float
    ) -> Answer:
        url = self._endpoint(service) + path
        keys, now = await self.keys(), self.clock()
        whole = signed(
            method, url, headers, body, keys=keys, service=service.name, region=self.region, now=now
        )
        try:
            async with self.http.request(
                method,
                URL(url, encoded=True),
                data=body,
                headers=whole,
                proxy=self.proxy,
                proxy_headers=self.proxy_headers if self.proxy else None,
                timeout=aiohttp.ClientTimeout(self.timeout + wait),
                allow_redirects=False,
            ) as answer:
                said = await answer.read()
                if answer.status >= 300:
                    error = _error(answer.status, answer.headers, said)
                    if error.type in SKEWED:
                        self.clock.follow(answer.headers.get("Date"))
                    if error.type in WORN:
                        self.worn(keys)
                    raise error
                return Answer(answer.headers, said)
        except TimeoutError:
            raise Unreachable(f"{service.host} did not answer", timed_out=True) from None
        except aiohttp.ClientError as error:
            raise Unreachable(f"{service.host}: {type(error).__name__}", timed_out=False) from None


def _error(status: int, headers: Mapping[str, str], body: bytes) -> ServiceError:
    """The error in an answer, as JSON or XML; never more of the body than its code and message."""
    text = body.decode(errors="replace")
    code, message = headers.get("x-amzn-ErrorType", ""), ""
    try:
        found = json.loads(text)
        code = code or found.get("__type") or found.get("code") or found.get("Code") or ""
        message = found.get("message") or found.get("Message") or ""
    except (ValueError, AttributeError):
        code, message = code or _between(text, "Code"), _between(text, "Message")
    code = code.partition(":")[0].rpartition("#")[2]
    if code in _SIGNATURES and _SKEW.search(message):
        code = "RequestTimeTooSkewed"  # most services say only in words that it is the time
    return ServiceError(status, code or "UnknownError", message)


def _between(text: str, name: str) -> str:
    return text.partition(f"<{name}>")[2].partition(f"</{name}>")[0]
