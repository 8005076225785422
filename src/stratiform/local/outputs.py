"""Outputs and URLs as they are on this machine: an address of AWS becomes one that answers here."""

from __future__ import annotations

import re
from collections.abc import Mapping

from stratiform.local.deployment import Placed, flattened

_API = re.compile(r"\bhttps?://([a-z0-9]+)\.execute-api\.[a-z0-9.-]+(?::\d+)?(?=[/\s]|$)")
_SOCKET = re.compile(r"\bwss?://([a-z0-9]+)\.execute-api\.[a-z0-9.-]+(?::\d+)?(?=[/\s]|$)")
_FUNCTION = re.compile(r"\bhttps?://([a-z0-9]+)\.lambda-url\.[a-z0-9.-]+(?::\d+)?(?=[/\s]|$)")
_URL = re.compile(r"^(?:http|ws)://\S+$")


def localized(value: str, endpoint: str) -> str:
    """``value`` with every URL of an API or a function pointing at ``endpoint``."""
    value = _API.sub(rf"{endpoint}/_aws/execute-api/\1", value)
    value = _SOCKET.sub(rf"{endpoint.replace('http', 'ws', 1)}/_aws/execute-api/\1", value)
    return _FUNCTION.sub(rf"{endpoint}/_aws/lambda-url/\1", value)


def urls(
    outputs: Mapping[str, Mapping[str, str]], resources: tuple[Placed, ...], endpoint: str
) -> dict[str, str]:
    """Name -> URL: the outputs that are URLs, once each, then the APIs that no output tells.

    ``outputs`` is stack -> name -> localized value.
    """
    found: dict[str, str] = {}
    for name, value in flattened(outputs).items():
        if _URL.match(value) and value not in found.values() and "/_aws/" in value:
            found[name] = value
    for api in resources:
        base = f"{endpoint}/_aws/execute-api/{api.physical_id}/"
        if api.type == "AWS::ApiGateway::RestApi":
            addresses = [base + stage.physical_id + "/" for stage in _stages(api, resources)]
        elif api.type == "AWS::ApiGatewayV2::Api":
            addresses = [base]
        else:
            continue
        told = any(value.startswith(base.rstrip("/")) for value in found.values())
        if not told:
            found.update(
                (f"{api.path} {number}" if number else api.path, address)
                for number, address in enumerate(addresses)
            )
    return found


def _stages(api: Placed, resources: tuple[Placed, ...]) -> list[Placed]:
    inside = api.path.rpartition("/")[0]
    return [
        resource
        for resource in resources
        if resource.type == "AWS::ApiGateway::Stage"
        and resource.stack == api.stack
        and resource.path.startswith(inside)
    ]
