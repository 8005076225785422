"""Port 2773: AWS Secrets Manager Agent's contract, and the Lambda extension's for parameters.

https://github.com/aws/aws-workload-credentials-provider and
https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-integration-lambda-extensions.html
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, unquote_plus

from aiohttp import web

from stratiform.agent.errors import ServiceError, Unreachable
from stratiform.agent.http import Address, is_for_us, is_token, raw, text
from stratiform.agent.parameters.store import Parameters
from stratiform.agent.parameters.store import Wanted as WantedParameter
from stratiform.agent.readiness import NOT_YET, Readiness
from stratiform.agent.roles import is_role
from stratiform.agent.secrets.bodies import body, iso
from stratiform.agent.secrets.secret import Wanted
from stratiform.agent.secrets.store import Secrets, Served

_log = logging.getLogger(__name__)
_VALUE = "/secretsmanager/get"
_PARAMETER = "/systemsmanager/parameters/get"
_KNOWN = frozenset({"secretId", "versionId", "versionStage", "refreshNow", "roleArn"})
_FLAGS = {"true": True, "1": True, "false": False, "0": False}
_PINGS = 2  # connections that /ping has beyond the others
_TOKEN_HEADERS = ("X-Aws-Parameters-Secrets-Token", "X-Vault-Token")


class Refused(Exception):
    """A request that is answered with ``status`` and ``says``."""

    def __init__(self, status: int, says: str) -> None:
        super().__init__(says)
        self.status = status
        self.says = says


@dataclass(frozen=True)
class Contract:
    """How this server is set up. ``dialect`` is a name of ``bodies.DIALECTS``."""

    address: Address
    token: str
    connections: int = 800
    prefix: str = "/v1/"
    dialect: str = "agent"
    token_headers: tuple[str, ...] = _TOKEN_HEADERS


@dataclass(frozen=True)
class Handler:
    """Answers requests. The order of its checks is part of the contract."""

    contract: Contract
    secrets: Secrets
    parameters: Parameters
    readiness: Readiness

    async def __call__(self, request: web.BaseRequest, connections: int) -> web.Response:
        """The answer to ``request`` while there are ``connections``."""
        try:
            return await self._answer(request, connections)
        except Refused as refused:
            return text(refused.status, refused.says)
        except ServiceError as error:
            return _problem(error.status, error.type, error.message)
        except Unreachable as error:
            if error.timed_out:
                return _problem(504, "TimeoutError", "Timeout")
            return _problem(502, "ConnectionError", "Read Error")
        except Exception as error:
            _log.error("a request failed: %s", type(error).__name__)
            return _problem(500, "InternalFailure", None)  # what it was about stays unsaid

    async def _answer(self, request: web.BaseRequest, connections: int) -> web.Response:
        path, _, query = request.raw_path.partition("?")
        pinged = path == "/ping"
        if connections > self.contract.connections + (_PINGS if pinged else 0):
            raise Refused(429, "Connection limit exceeded")
        if not is_for_us(request, self.contract.address):
            raise Refused(403, "Bad Host")
        if not pinged:
            self._admit(request)
        if request.method != "GET":
            raise Refused(405, "Not allowed")
        if pinged:
            return text(200, "healthy")
        if not await self.readiness.hold():
            raise Refused(400, NOT_YET)
        if path == _VALUE:
            return await self._secret(_parsed(query), None)
        if path.startswith(self.contract.prefix):
            return await self._secret(_parsed(query), unquote(path.removeprefix(self.contract.prefix)))
        if path.rstrip("/") == _PARAMETER:
            return await self._parameter(query)
        raise Refused(404, "Not found")

    def _admit(self, request: web.BaseRequest) -> None:
        if "X-Forwarded-For" in request.headers:
            raise Refused(400, "Forwarded")
        given = [request.headers.get(name) for name in self.contract.token_headers]
        if not sum(is_token(each, self.contract.token) for each in given):  # compares every one
            raise Refused(403, "Bad Token")

    async def _secret(self, query: Mapping[str, str], in_path: str | None) -> web.Response:
        for name in query:
            if name not in _KNOWN or (name == "secretId" and in_path is not None):
                raise Refused(400, f"unknown parameter: {name}")
        secret_id = query.get("secretId", "") if in_path is None else in_path
        if not secret_id:
            raise Refused(400, "missing parameter secretId" if in_path is None else "missing secret ID")
        refresh = _FLAGS.get(query.get("refreshNow", "false").lower())
        if refresh is None:
            raise Refused(400, "invalid refreshNow value")
        role = query.get("roleArn")
        if role is not None and not is_role(role):
            expected = "arn:<partition>:iam::<account>:role/<name>"
            raise Refused(400, f"invalid roleArn format, expected {expected}")
        wanted = Wanted(query.get("versionId") or None, query.get("versionStage") or None)
        served = await self.secrets.get(secret_id, wanted, refresh=refresh, role=role)
        return raw(200, body(served.secret, self.contract.dialect), _age(served))

    async def _parameter(self, query: str) -> web.Response:
        found = _parsed(query)
        if not found.get("name"):
            raise Refused(400, "missing parameter name")
        selector = next((value for name, value in found.items() if name in ("version", "label")), "")
        decrypted = _FLAGS.get(found.get("withDecryption", "false").lower(), False)
        parameter = await self.parameters.get(WantedParameter(found["name"], selector, decrypted))
        told = {
            "Parameter": {
                "ARN": parameter.get("ARN"),
                "DataType": parameter.get("DataType"),
                "LastModifiedDate": iso(float(parameter.get("LastModifiedDate") or 0.0)),
                "Name": parameter.get("Name"),
                "Selector": parameter.get("Selector"),
                "SourceResult": parameter.get("SourceResult"),
                "Type": parameter.get("Type"),
                "Value": parameter.get("Value"),
                "Version": parameter.get("Version"),
            },
            "ResultMetadata": {},
        }
        return raw(200, json.dumps(told).encode())


def _parsed(query: str) -> dict[str, str]:
    """The query's parameters, in order; the first of several with one name wins."""
    found: dict[str, str] = {}
    for part in filter(None, query.split("&")):
        name, _, value = part.lstrip("?").partition("=")
        found.setdefault(unquote_plus(name), unquote_plus(value))
    return found


def _age(served: Served) -> dict[str, str]:
    headers = {"Age": str(int(served.age))}
    return {**headers, "X-Config-Stale": "1"} if served.stale else headers


def _problem(status: int, type: str, message: str | None) -> web.Response:
    said = {"__type": type} if message is None else {"__type": type, "message": message}
    return raw(status, json.dumps(said).encode())
