"""The process engine asks here whether a token opens one of its PostgreSQL servers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import MutableMapping
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.application import Application, respond
from stratiform.local.emulator.databases import login
from stratiform.local.engine.servers.postgres_login import PATH

EXPLAIN = None

_MOST_BYTES = 70_000


def install() -> None:
    """Answer ``PATH`` before MiniStack looks for a service."""
    private.wrap("app", "app", _answering)


def _answering(application: Application) -> Application:
    async def answer(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["path"] != PATH:
            await application(scope, receive, send)
            return
        reason = await _judged(receive)
        said = json.dumps({"refusal": reason}).encode()
        await respond(send, 200, said)

    return answer


async def _judged(receive: Any) -> str | None:
    body, more = b"", True
    while more and len(body) <= _MOST_BYTES:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    try:
        asked = json.loads(body)
        port, user, token = int(asked["port"]), str(asked["user"]), str(asked["token"])
    except (ValueError, KeyError, TypeError):
        return "the question has no port, user and token"
    return await asyncio.to_thread(login.refusal, port, user, token)
