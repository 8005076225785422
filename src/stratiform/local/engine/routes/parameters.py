"""Query parameters as the Docker Engine API spells them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from aiohttp import web

from stratiform.local.engine.answer import Refused


def flag(request: web.Request, name: str, *, default: bool = False) -> bool:
    """``1``, ``true`` and ``True`` are true."""
    value = request.query.get(name)
    return default if value is None else value.lower() in ("1", "true", "yes")


def number(request: web.Request, name: str) -> float | None:
    """A number, or None where the parameter is missing. Raises Refused (400)."""
    value = request.query.get(name)
    if value in (None, ""):
        return None
    try:
        return float(value)
    except ValueError:
        raise Refused(400, f"{name} is not a number: {value}") from None


def filters(request: web.Request) -> Mapping[str, list[str]]:
    """``{"label": ["a=b"]}``, or in the older form ``{"label": {"a=b": true}}``. Raises Refused (400)."""
    try:
        value = json.loads(request.query.get("filters") or "{}")
        return {str(name): [str(each) for each in wanted] for name, wanted in value.items()}
    except (ValueError, AttributeError, TypeError) as error:
        raise Refused(400, f"filters are not JSON: {error}") from error


async def body(request: web.Request) -> dict[str, object]:
    """The JSON object of a request, empty where there is none. Raises Refused (400)."""
    text = await request.text()
    try:
        value = json.loads(text) if text.strip() else {}
    except ValueError as error:
        raise Refused(400, f"the request is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise Refused(400, "the request is not a JSON object")
    return value
