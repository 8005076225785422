"""Which rule of a listener a request meets.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote_plus

from stratiform.local.gateway.routes import Action, Condition, Field, Fixed, Rule


@dataclass(frozen=True)
class Request:
    """What rules see. ``headers`` is by lower-case name, repeated values joined with a comma."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    client: str


def action(rules: Sequence[Rule], request: Request) -> Action:
    """The action of the first rule whose conditions all hold. Without any rule, AWS answers 502."""
    for rule in rules:
        if all(holds(condition, request) for condition in rule.conditions):
            return rule.action
    return Fixed(502)


def holds(condition: Condition, request: Request) -> bool:
    """Whether one condition is met."""
    match condition.field:
        case Field.PATH:
            return any(_like(value).fullmatch(request.path) for value in condition.values)
        case Field.HOST:
            host = hostname(request.headers.get("host", ""))
            return any(_like(value.lower()).fullmatch(host) for value in condition.values)
        case Field.METHOD:
            return request.method in condition.values
        case Field.HEADER:
            given = request.headers.get(condition.header.lower())
            return given is not None and any(
                _like(value.lower()).fullmatch(given.lower()) for value in condition.values
            )
        case Field.QUERY:
            return _query_holds(condition.pairs, request.query)
        case Field.SOURCE:
            return _within(request.client, condition.values)


def hostname(host: str) -> str:
    """A Host header without its port, in lower case.

    ``.localhost`` at the end is left out, so that a browser reaches a rule for ``api.example.com`` as
    ``api.example.com.localhost``, which every browser resolves to this machine.
    """
    name = host.rsplit("]", 1)[0] + "]" if host.startswith("[") else host.partition(":")[0]
    return name.lower().removesuffix(".localhost")


def _query_holds(pairs: tuple[tuple[str, str], ...], query: str) -> bool:
    given = [
        (unquote_plus(key).lower(), unquote_plus(value).lower())
        for key, _, value in (part.partition("=") for part in query.split("&") if part)
    ]
    return any(
        (not key or _like(key.lower()).fullmatch(given_key)) and _like(value.lower()).fullmatch(given_value)
        for key, value in pairs
        for given_key, given_value in given
    )


def _within(client: str, blocks: tuple[str, ...]) -> bool:
    try:
        address = ipaddress.ip_address(client)
        return any(address in ipaddress.ip_network(block, strict=False) for block in blocks)
    except (ValueError, TypeError):
        return False


@lru_cache(maxsize=1024)
def _like(pattern: str) -> re.Pattern[str]:
    """``*`` is any text and ``?`` any one character; a backslash before either takes it as it is."""
    parts = re.split(r"(\\[*?\\]|\*|\?)", pattern)
    meaning = {"*": ".*", "?": "."}
    return re.compile("".join(meaning.get(part) or re.escape(_plain(part)) for part in parts), re.DOTALL)


def _plain(part: str) -> str:
    return part[1] if len(part) == 2 and part[0] == "\\" else part
