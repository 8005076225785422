"""Attributes that MiniStack's types lack and real templates read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.registry import extend
from stratiform.local.emulator.resource_type import Created

EXPLAIN = None


def _graphql(attributes: dict[str, Any]) -> dict[str, Any]:
    api = attributes["ApiId"]
    region, account = (private.get("core.responses", f"get_{name}")() for name in ("region", "account_id"))
    hosts = {kind: f"{api}.appsync-{kind}.{region}.amazonaws.com" for kind in ("api", "realtime-api")}
    return {
        "GraphQLDns": hosts["api"],
        "GraphQLEndpointArn": f"arn:aws:appsync:{region}:{account}:endpoints/graphql-api/{api}",
        "RealtimeDns": hosts["realtime-api"],
        "RealtimeUrl": f"wss://{hosts['realtime-api']}/graphql",
    }


_MORE: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {"AWS::AppSync::GraphQLApi": _graphql}


def _completing(type_: str) -> Callable[[Callable[..., Created]], Callable[..., Created]]:
    def wrapper(original: Callable[..., Created]) -> Callable[..., Created]:
        def provision(*arguments: Any, **keywords: Any) -> Created:
            physical_id, attributes = original(*arguments, **keywords)
            return physical_id, {**_MORE[type_](attributes), **attributes}

        return provision

    return wrapper


def install() -> None:
    """Complete what create and update return."""
    for type_ in _MORE:
        extend(type_, "create", _completing(type_))
        extend(type_, "update", _completing(type_))
