"""Tokens of IAM in place of passwords, for roles that have ``rds_iam``, as RDS takes them.

PostgreSQL asks members of ``rds_iam`` for a password in clear text (``pg_hba.conf``) and nobody else. What
the client answers is a token: the local cloud judges it, and the server gets a password that only this holds.
https://www.postgresql.org/docs/18/protocol-message-formats.html
"""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import secrets
import struct
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from stratiform.local.engine.servers.postgres_cluster import ADMINISTRATOR, identifier, literal
from stratiform.local.splice import Half

PATH = "/_ministack/rds/postgres-login"
"""Of the local cloud: takes ``{"port", "user", "token"}``, answers ``{"refusal": null or a reason}``."""

_CLEARTEXT = struct.pack("!cii", b"R", 8, 3)
_STARTUP = 3  # the major version of the protocol
_SECONDS = 30


@dataclass(frozen=True)
class Login:
    """``published`` is the port that clients know, ``port`` the server's; the file ``cloud`` has a third.

    That is the local cloud's. ``opened`` are the roles whose password the server has already.
    """

    published: int
    port: int
    psql: str
    passwords: Path
    cloud: Path
    password: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    opened: set[str] = field(default_factory=set)

    async def refusal(self, user: str, token: str) -> str | None:
        """Why ``token`` does not open the database; None when it does, and then ``password`` does too."""
        return await asyncio.to_thread(self._refusal, user, token)

    def _refusal(self, user: str, token: str) -> str | None:
        question = json.dumps({"port": self.published, "user": user, "token": token})
        try:
            connection = http.client.HTTPConnection(
                "127.0.0.1", int(self.cloud.read_text()), timeout=_SECONDS
            )
            with contextlib.closing(connection):
                connection.request("POST", PATH, question, {"Content-Type": "application/json"})
                reason: str | None = json.loads(connection.getresponse().read())["refusal"]
        except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
            return "the local cloud, which knows the rights, does not answer"
        return reason if reason is not None or user in self.opened else self._set_password(user)

    def _set_password(self, user: str) -> str | None:
        statement = f"ALTER ROLE {identifier(user)} PASSWORD {literal(self.password)};"
        done = subprocess.run(
            [self.psql, "-XqAtw", "-v", "ON_ERROR_STOP=1"],
            input=statement,
            env={
                "PGHOST": "127.0.0.1",
                "PGPORT": str(self.port),
                "PGUSER": ADMINISTRATOR,
                "PGDATABASE": "template1",
                "PGPASSFILE": str(self.passwords),
            },
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
        return None if done.returncode == 0 else "the role cannot be opened"


class Client(Half):
    """The client's side: who it says it is, and the token that it sends when it is asked for one."""

    def __init__(self, ended: Callable[[], None], login: Login, *, encrypted: bool) -> None:
        super().__init__(ended)
        self._login, self._encrypted = login, encrypted
        self._startup = b""
        self._answer: bytes | None = None
        self._judging: asyncio.Task[None] | None = None

    def asked(self) -> None:
        """The server wants a password in clear text: what comes next is a token."""
        self._answer = b""

    def data_received(self, data: bytes) -> None:
        """Pass it on, but for a token."""
        if self._answer is None:
            if len(self._startup) < 4 or len(self._startup) < struct.unpack("!i", self._startup[:4])[0]:
                self._startup += data
            super().data_received(data)
            return
        self._answer += data
        if len(self._answer) >= 5 and len(self._answer) > struct.unpack("!i", self._answer[1:5])[0]:
            token, self._answer = self._answer[5:].split(b"\0", 1)[0], None
            self._judging = asyncio.ensure_future(self._judge(token.decode("utf-8", "replace")))

    async def _judge(self, token: str) -> None:
        user = user_of(self._startup)
        known = user in self._login.opened
        reason = "it needs TLS" if not self._encrypted else await self._login.refusal(user, token)
        password = self._login.password.encode() + b"\0"
        answer = struct.pack("!ci", b"p", 4 + len(password)) + password
        if reason is not None:
            self.send(refused(user, reason))
            self.close()
        elif known and isinstance(self.other, Server):
            self.other.send(answer)
        else:
            self._login.opened.add(user)
            await self._begin_again(answer)

    async def _begin_again(self, answer: bytes) -> None:
        """The server has looked at the role before it got its password: only a new session sees that."""
        before, loop = self.other, asyncio.get_running_loop()
        if not isinstance(before, Server):
            return  # it ended meanwhile
        server = Server(before.leave(), answer)
        try:
            await loop.create_connection(lambda: server, "127.0.0.1", self._login.port)
        except OSError:
            self.close()
            return
        self.join(server)
        server.send(self._startup)

    def send(self, data: bytes) -> None:
        """Say something that the other side did not."""
        self._write(data)


class Server(Half):
    """The server's side: whether the first thing that it says is a request for a password in clear text.

    That is told to the client; where there is an ``answer``, the server gets it instead.
    """

    def __init__(self, ended: Callable[[], None], answer: bytes | None = None) -> None:
        super().__init__(ended)
        self._first: bytes | None = b""
        self._answer = answer

    def data_received(self, data: bytes) -> None:
        """Pass it on."""
        if self._first is not None:
            self._first += data
            if len(self._first) < len(_CLEARTEXT) and self._first[:1] == b"R":
                return
            data, self._first = self._first, None
            if data == _CLEARTEXT and self._answer is not None:
                self.send(self._answer)
                return
            if data == _CLEARTEXT and isinstance(self.other, Client):
                self.other.asked()
        super().data_received(data)

    def send(self, data: bytes) -> None:
        """Say something that the other side did not."""
        self._write(data)

    def leave(self) -> Callable[[], None]:
        """End this side alone. Gives whom to tell about the end of the one that takes its place."""
        ended, self._ended, self.other = self._ended, None, None
        self.close()
        return ended or (lambda: None)


def user_of(startup: bytes) -> str:
    """The role that a startup message names; empty for any other message."""
    if len(startup) < 8 or struct.unpack("!i", startup[4:8])[0] >> 16 != _STARTUP:
        return ""
    words = [word.decode("utf-8", "replace") for word in startup[8:].split(b"\0")]
    return dict(zip(words[::2], words[1::2], strict=False)).get("user", "")


def refused(user: str, reason: str) -> bytes:
    """The error that RDS gives, with the reason as its detail."""
    fields = (
        ("S", "FATAL"),
        ("V", "FATAL"),
        ("C", "28000"),
        ("M", f'PAM authentication failed for user "{user}"'),
        ("D", f"{reason[:1].upper()}{reason[1:]}."),
    )
    body = b"".join(name.encode() + value.encode() + b"\0" for name, value in fields) + b"\0"
    return b"E" + struct.pack("!i", 4 + len(body)) + body
