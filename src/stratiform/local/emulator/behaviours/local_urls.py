"""An invoke URL that CloudFormation resolves answers on this machine; the template is untouched."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private

EXPLAIN = "API and function URLs in outputs and variables are http://127.0.0.1 URLs, not AWS host names."

_API = re.compile(
    r"(https|http|wss|ws)://([a-z0-9]+)\.execute-api\.(?:[a-z0-9-]+\.amazonaws\.com(?:\.cn)?|localhost(?::\d+)?)"
)
_FUNCTION = re.compile(r"https://([a-z0-9]+)\.lambda-url\.[a-z0-9-]+\.on\.aws")

_resolving = threading.local()


def install() -> None:
    """Rewrite each value once it is resolved whole.

    Not while its parts are resolved: a template that takes the host name out of a URL gets the host name.
    """
    private.wrap("services.cloudformation.engine", "_resolve_refs", _localized)
    private.wrap("app", "_parse_execute_api_url", _without_path)
    private.wrap("services.apigateway", "_api_endpoint_scheme", _of_sockets)


def local(value: Any) -> Any:
    """``value`` with every URL of an API or a function that exists here in its local form, at any depth."""
    if isinstance(value, str):
        return _FUNCTION.sub(_function_url, _API.sub(_api_url, value)) if "://" in value else value
    if isinstance(value, list):
        return [local(item) for item in value]
    if isinstance(value, dict):
        return {key: local(item) for key, item in value.items()}
    return value


def _localized(original: Callable[..., Any]) -> Callable[..., Any]:
    def resolve(*arguments: Any) -> Any:
        if getattr(_resolving, "inside", False):
            return original(*arguments)
        _resolving.inside = True
        try:
            return local(original(*arguments))
        finally:
            _resolving.inside = False

    return resolve


def _api_url(found: re.Match[str]) -> str:
    scheme, api = found.groups()
    known = any(
        private.get(f"services.{version}", "find_api_scope")(api) is not None
        for version in ("apigateway_v1", "apigateway")
    )
    return f"{_origin(scheme[:2])}/_aws/execute-api/{api}" if known else found[0]


def _function_url(found: re.Match[str]) -> str:
    known = private.get("services.lambda_svc", "resolve_function_url")(found[1]) is not None
    return f"{_origin('ht')}/_aws/lambda-url/{found[1]}" if known else found[0]


def _origin(kind: str) -> str:
    return f"{'ws' if kind == 'ws' else 'http'}://127.0.0.1:{os.environ['GATEWAY_PORT']}"


def _of_sockets(original: Callable[[str], str]) -> Callable[[str], str]:
    """A WebSocket API's endpoint is no page: MiniStack calls it http."""

    def scheme(protocol: str) -> str:
        found = original(protocol)
        return "ws" if (protocol, found) == ("WEBSOCKET", "http") else found

    return scheme


def _without_path(original: Callable[[str, str], Any]) -> Callable[[str, str], Any]:
    """An HTTP API's endpoint has no slash at its end; MiniStack wants one."""

    def parse(host: str, path: str) -> Any:
        bare = path.startswith("/_aws/execute-api/") and path.count("/") == 3
        return original(host, f"{path}/" if bare else path)

    return parse
