"""A web page of another site cannot use the local cloud through the browser of whoever has it open.

The root user's keys are public, so any page could sign a call, and a call can run code on this machine.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from stratiform.local.emulator import private
from stratiform.local.emulator.application import Application, respond

EXPLAIN = None

_ADMINISTRATION = ("/_ministack/reset", "/_ministack/config")
_AWS = (".amazonaws.com", ".amazonaws.com.cn", ".on.aws", ".cloudfront.net")
_SIGNED = ("x-amz-signature=", "signature=", "x-amz-credential=")


def install() -> None:
    """Refuse signed calls from pages and host names of others, and turn off MiniStack's own reset."""
    private.wrap("app", "app", _guarded)


def _guarded(application: Application) -> Application:
    async def guarded(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "http" and (said := refusal(scope)):
            await respond(send, 403, said)
            return
        await application(scope, receive, send)

    return guarded


def refusal(scope: Mapping[str, Any]) -> bytes | None:
    """Why this request is refused, as JSON; None when it is served."""
    path: str = scope["path"]
    if path in _ADMINISTRATION:
        return b'{"message": "Use strat down --wipe."}'
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    if not _is_foreign(headers):
        return None
    query = scope.get("query_string", b"").decode("latin-1").lower()
    signed = "authorization" in headers or any(word in query for word in _SIGNED)
    if signed or path.startswith("/_ministack/"):
        return b'{"message": "Another site\'s web page cannot use the local cloud."}'
    return None


def _is_foreign(headers: Mapping[str, str]) -> bool:
    origin = headers.get("origin", "")
    return (
        headers.get("sec-fetch-site") == "cross-site"
        or (origin != "" and not _is_loopback(urlsplit(origin).hostname or ""))
        # A name that its owner pointed at 127.0.0.1 after the page was loaded.
        or not _is_ours(urlsplit(f"//{headers.get('host', '')}").hostname or "localhost")
    )


def _is_ours(host: str) -> bool:
    return _is_loopback(host) or host.endswith(_AWS) or host in _containers()


def _containers() -> tuple[str, ...]:
    """What real containers call this machine; no web page's owner can point these elsewhere."""
    address = os.environ.get("MINISTACK_HOST", "localhost")
    return () if address == "localhost" else (address, "host.docker.internal")


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
