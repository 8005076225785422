"""Secrets Manager and Parameter Store as far as the agent asks them, over a real socket, and breakable."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web
from yarl import URL

from stratiform.agent.aws import Aws
from stratiform.agent.signing import Keys
from waiting import PATIENCE

ACCOUNT = "111122223333"


def arn_of(name: str) -> str:
    return f"arn:aws:secretsmanager:us-east-1:{ACCOUNT}:secret:{name}-AbCdEf"


@dataclass
class Version:
    id: str
    value: str
    created: float


@dataclass
class Stored:
    """One secret: its versions, which label is on which, and when it last changed."""

    versions: dict[str, Version] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    changed: float = 0.0


@dataclass
class FakeAws:
    """The services' state, what was called, and what goes wrong.

    ``lagging`` is how many of the next GetSecretValue calls a replica answers that lags by one change.
    """

    secrets: dict[str, Stored] = field(default_factory=dict)
    parameters: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    failing: tuple[int, str] | None = None
    silent: bool = False
    lagging: int = 0
    moment: float = 1_700_000_000.0
    before: dict[str, dict[str, str]] = field(default_factory=dict)
    configurations: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    sessions: dict[str, tuple[str, bytes | None]] = field(default_factory=dict)
    drawn: tuple[bytes, str] | None = None  # what a session gets that begins now, if not what all get
    deployments: list[dict[str, Any]] | None = None  # the newest first; None where nobody may list them
    hosted: dict[str, tuple[bytes, str]] | None = None  # by number; None where nobody may read them
    label: str = ""
    next_poll: float = 0.0
    too_early: int = 0

    def put(self, name: str, value: str) -> str:
        """A new current version; its id."""
        self.moment += 10
        stored = self.secrets.setdefault(arn_of(name), Stored())
        version = f"v{len(stored.versions) + 1}"
        stored.versions[version] = Version(version, value, self.moment)
        self.move(name, version)
        return version

    def move(self, name: str, version: str, label: str = "AWSCURRENT") -> None:
        """Put ``label`` on ``version``, as UpdateSecretVersionStage does."""
        self.moment += 10
        stored = self.secrets[arn_of(name)]
        self.before[arn_of(name)] = dict(stored.labels)
        old = stored.labels.get(label)
        stored.labels[label] = version
        if label == "AWSCURRENT" and old not in (None, version):
            stored.labels["AWSPREVIOUS"] = str(old)
        stored.changed = self.moment

    def answer(self, operation: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if self.failing is not None:
            status, code = self.failing
            return status, {"__type": f"com.amazonaws#{code}", "message": "as told"}
        if operation == "GetParameter":
            return self._parameter(body)
        if operation == "BatchGetSecretValue":
            return self._batch(body)
        arn = self._arn(body.get("SecretId", ""))
        if arn is None:
            return 400, {"__type": "ResourceNotFoundException", "message": "Secrets Manager can't find it."}
        return self._described(arn) if operation == "DescribeSecret" else self._value(arn, body)

    def query(self, form: Mapping[str, str]) -> tuple[int, str]:
        """STS: AssumeRole for the role ``reader`` alone."""
        if self.failing is not None:
            return self.failing[0], f"<Error><Code>{self.failing[1]}</Code><Message>as told</Message></Error>"
        if not form["RoleArn"].endswith("/reader"):
            return 403, "<Error><Code>AccessDenied</Code><Message>not authorized</Message></Error>"
        fields = {"AccessKeyId": "ASSUMED", "SecretAccessKey": "s", "SessionToken": "t"}
        told = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
        return 200, f"<Credentials>{told}<Expiration>2126-01-01T00:00:00Z</Expiration></Credentials>"

    def _batch(self, body: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        """BatchGetSecretValue by a tag: names that begin with it, two a page."""
        tag, begin = body["Filters"][0]["Values"][0], int(body.get("NextToken") or 0)
        found = [arn for arn in self.secrets if arn.rpartition(":")[2].startswith(tag)]
        page = [self._value(arn, {})[1] for arn in found[begin : begin + 2]]
        more = {"NextToken": str(begin + 2)} if begin + 2 < len(found) else {}
        return 200, {"SecretValues": page, **more}

    def session(self, body: dict[str, Any]) -> tuple[int, bytes, dict[str, str]]:
        """StartConfigurationSession."""
        name = ":".join(
            body[f"{part}Identifier"] for part in ("Application", "Environment", "ConfigurationProfile")
        )
        if self.failing is not None:
            return self._refused(*self.failing)
        if name not in self.configurations:
            return self._refused(404, "ResourceNotFoundException")
        token = f"token+{len(self.sessions)}="
        self.sessions[token] = (f"{name}*" if self.drawn else name, None)
        return 201, json.dumps({"InitialConfigurationToken": token}).encode(), {}

    def latest(self, token: str) -> tuple[int, bytes, dict[str, str]]:
        """GetLatestConfiguration: a token is good once, and an unchanged body is empty."""
        if self.failing is not None:
            return self._refused(*self.failing)
        if self.too_early:
            self.too_early -= 1
            return self._refused(400, "BadRequestException", "Request too early")
        if token not in self.sessions:
            return self._refused(400, "BadRequestException")
        name, seen = self.sessions.pop(token)
        content, type = (
            self.drawn if self.drawn and name.endswith("*") else self.configurations[name.rstrip("*")]
        )
        new = f"token+{sum(self.calls.values())}="
        self.sessions[new] = (name, content)
        headers = {
            "Next-Poll-Configuration-Token": new,
            "Next-Poll-Interval-In-Seconds": str(self.next_poll),
            "Content-Type": type,
            **({"Version-Label": self.label} if self.label else {}),
        }
        return 200, b"" if content == seen else content, headers

    def listed(self, query: Mapping[str, str]) -> tuple[int, bytes, dict[str, str]]:
        """ListDeployments."""
        if self.deployments is None:
            return self._refused(403, "AccessDeniedException")
        assert query["max_results"] == "50"
        return 200, json.dumps({"Items": self.deployments}).encode(), {}

    def kept(self, number: str) -> tuple[int, bytes, dict[str, str]]:
        """GetHostedConfigurationVersion."""
        if self.hosted is None:
            return self._refused(403, "AccessDeniedException")
        if number not in self.hosted:
            return self._refused(404, "ResourceNotFoundException")
        content, type = self.hosted[number]
        return 200, content, {"Content-Type": type, "Version-Number": number}

    def _refused(self, status: int, code: str, message: str = "as told") -> tuple[int, bytes, dict[str, str]]:
        return status, json.dumps({"message": message}).encode(), {"x-amzn-ErrorType": code}

    def _arn(self, secret_id: str) -> str | None:
        known = {each: each for each in self.secrets}
        known |= {each[:-7]: each for each in self.secrets}
        known |= {each.rpartition(":")[2][:-7]: each for each in self.secrets}
        return known.get(secret_id)

    def _described(self, arn: str) -> tuple[int, dict[str, Any]]:
        stages: dict[str, list[str]] = {}
        for label, version in self.secrets[arn].labels.items():
            stages.setdefault(version, []).append(label)
        return 200, {"ARN": arn, "VersionIdsToStages": stages, "LastChangedDate": self.secrets[arn].changed}

    def _value(self, arn: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        stored = self.secrets[arn]
        labels = stored.labels
        if self.lagging:
            self.lagging -= 1
            labels = self.before.get(arn) or labels
        wanted = body.get("VersionId") or labels.get(body.get("VersionStage") or "AWSCURRENT")
        version = stored.versions.get(wanted or "")
        if version is None:
            return 400, {"__type": "ResourceNotFoundException", "message": "no such version"}
        return 200, {
            "ARN": arn,
            "Name": arn.rpartition(":")[2][:-7],
            "VersionId": version.id,
            "SecretString": version.value,
            "VersionStages": [label for label, owner in labels.items() if owner == version.id],
            "CreatedDate": version.created,
        }

    def _parameter(self, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        found = self.parameters.get(body["Name"])
        if found is None:
            return 400, {"__type": "ParameterNotFound", "message": ""}
        hidden = found.get("Type") == "SecureString" and not body["WithDecryption"]
        return 200, {"Parameter": {**found, "Value": "encrypted"} if hidden else found}


@dataclass(frozen=True)
class _Impatient:
    """A client that gives an answer its time, and a moment to one that never comes."""

    http: aiohttp.ClientSession
    state: FakeAws

    def request(self, method: str, url: URL, *, timeout: object, **named: Any) -> Any:
        seconds = 0.2 if self.state.silent else PATIENCE
        return self.http.request(method, url, timeout=aiohttp.ClientTimeout(seconds), **named)


@asynccontextmanager
async def serving(state: FakeAws, port: int = 0) -> AsyncIterator[Aws]:
    """``state`` behind a socket of this machine, and a client of it."""

    async def handle(request: web.Request) -> web.Response:
        if request.content_type == "application/x-www-form-urlencoded":
            form = await request.post()
            state.calls[str(form["Action"])] += 1
            status, text = state.query({name: str(value) for name, value in form.items()})
            return web.Response(status=status, text=text)
        operation = request.headers.get("X-Amz-Target", "").partition(".")[2]
        state.calls[operation] += 1
        asked = await request.json()
        known = ("AWS4-HMAC-SHA256 Credential=AKID/", "AWS4-HMAC-SHA256 Credential=ASSUMED/")
        assert request.headers["Authorization"].startswith(known)
        while state.silent:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.01)
        status, body = state.answer(operation, asked)
        return web.Response(status=status, text=json.dumps(body))

    async def rest(request: web.Request) -> web.Response:
        state.calls[request.path] += 1
        while state.silent:
            await asyncio.sleep(0.01)
        if request.path.endswith("/deployments"):
            status, body, headers = state.listed(request.query)
        elif "number" in request.match_info:
            status, body, headers = state.kept(request.match_info["number"])
        elif request.method == "POST":
            status, body, headers = state.session(await request.json())
        else:
            status, body, headers = state.latest(request.query["configuration_token"])
        return web.Response(status=status, body=body, headers=headers)

    application = web.Application()
    application.router.add_post("/", handle)
    application.router.add_post("/configurationsessions", rest)
    application.router.add_get("/configuration", rest)
    application.router.add_get("/applications/{application}/environments/{environment}/deployments", rest)
    versions = (
        "/applications/{application}/configurationprofiles/{profile}/hostedconfigurationversions/{number}"
    )
    application.router.add_get(versions, rest)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port, reuse_address=True)
    await site.start()
    port = runner.addresses[0][1]

    async def keys() -> Keys:
        return Keys("AKID", "secret-key")

    try:
        async with aiohttp.ClientSession() as http:
            client: Any = _Impatient(http, state)
            yield Aws(client, "us-east-1", keys, {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"})
    finally:
        state.silent = False
        await runner.cleanup()
