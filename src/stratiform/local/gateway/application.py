"""An application load balancer's listener: rules, actions, and what it adds to both messages."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from functools import partial

from stratiform.local.gateway import answers, balance, matching, redirect, stickiness
from stratiform.local.gateway.balance import Member
from stratiform.local.gateway.counted import Counted
from stratiform.local.gateway.exchange import Exchange
from stratiform.local.gateway.forwarding import Forwarding, Headers
from stratiform.local.gateway.function_target import FunctionTarget
from stratiform.local.gateway.group import Group
from stratiform.local.gateway.headers import encoded, forwarded
from stratiform.local.gateway.matching import Request
from stratiform.local.gateway.routes import Action, Fixed, Forward, Listener, Redirect, Unsupported
from stratiform.local.gateway.shared import Shared

_MOST_ADDRESSES = 30
_VALID_NAME = re.compile(rb"[-A-Za-z0-9]+")


class Application:
    """Called with each exchange of one listener. ``listener`` may be replaced at any time."""

    def __init__(self, listener: Listener, shared: Shared, port: int) -> None:
        self.listener, self.port = listener, port
        self._shared = shared
        self._turns = balance.Turns()

    def __call__(self, exchange: Exchange) -> None:
        """Answer, or pass on."""
        exchange.on_done = self._count
        if exchange.method == "TRACE":
            exchange.fail(answers.METHOD_NOT_ALLOWED, server=self.listener.server_header)
            return
        if self._addresses(exchange) > _MOST_ADDRESSES:
            exchange.fail(answers.TOO_MANY_ADDRESSES, server=self.listener.server_header)
            return
        match self._action(exchange):
            case Forward() as action:
                self._forward(exchange, action)
            case Fixed() as action:
                self._count_of("HTTP_Fixed_Response_Count")
                headers = self._own([(b"Content-Type", action.content_type.encode("latin-1"))])
                exchange.respond(action.status, headers, action.body.encode())
            case Redirect() as action:
                self._count_of("HTTP_Redirect_Count")
                self._redirect(exchange, action)
            case Unsupported() as action:
                body = f"The local gateway has no {action.kind}.\n".encode()
                headers = self._own([(b"Content-Type", b"text/plain")])
                exchange.respond(answers.NOT_IMPLEMENTED, headers, body)

    # Rules

    def _action(self, exchange: Exchange) -> Action:
        rules = self.listener.rules
        if len(rules) == 1 and not rules[0].conditions:
            return rules[0].action
        self._count_of("RuleEvaluations", len(rules))
        return matching.action(rules, _request(exchange))

    def _redirect(self, exchange: Exchange, action: Redirect) -> None:
        where = redirect.location(
            action,
            _request(exchange),
            protocol=self.listener.protocol,
            port=self._port(exchange),
            local={} if self._is_named(exchange) else self._shared.ports.get(self.listener.load_balancer, {}),
        )
        body = answers.page(action.status)
        headers = [(b"Content-Type", b"text/html"), (b"Location", where.encode("latin-1", "replace"))]
        exchange.respond(action.status, self._own(headers), body)

    # Forwarding

    def _forward(self, exchange: Exchange, action: Forward) -> None:
        now = time.time()
        cookies = self._cookies(exchange, action)
        arn = self._group(action, cookies, now)
        group = self._shared.groups.get(arn) if arn else None
        if group is None or not group.members:
            exchange.fail(answers.UNAVAILABLE, server=self.listener.server_header)
            return
        assert arn is not None
        self._shared.metrics.count(self.listener.dimension, "RequestCount", group=group.settings.dimension)
        headers = self._request_headers(exchange, now)
        if group.settings.kind == "lambda":
            self._invoke(exchange, group, headers)
            return
        kept = self._kept(group, cookies, now)
        sticky = action.sticky is not None or group.settings.stickiness is not None
        plain = not sticky and not self.listener.answers
        Forwarding(
            exchange,
            Counted(group, self._shared, self.listener.dimension),
            self._shared.pool,
            _head(exchange, headers),
            _unchanged if plain else partial(self._response_headers, action, group, cookies),
            partial(self._shared.splice, idle_timeout=self.listener.idle_timeout),
        ).start(kept)

    def _invoke(self, exchange: Exchange, group: Group, headers: Headers) -> None:
        function = next(iter(group.members)).id
        FunctionTarget(
            exchange,
            function,
            group.settings.arn,
            headers,
            self._shared.invoke,
            multi_value=group.settings.multi_value_headers,
            failed=partial(self._count_of, "LambdaUserError"),
        ).start()

    def _group(self, action: Forward, cookies: dict[str, str], now: float) -> str | None:
        if len(action.groups) == 1:
            return action.groups[0][0]
        if action.sticky is not None:
            arns = tuple(arn for arn, _ in action.groups)
            kept = stickiness.find_group(cookies, arns, action.sticky, now)
            if kept is not None:
                return kept
        return self._turns.next(action.groups)

    def _cookies(self, exchange: Exchange, action: Forward) -> dict[str, str]:
        if action.sticky is None and not self._any_sticky(action):
            return {}
        values = [value for name, value in exchange.headers if name.lower() == b"cookie"]
        return stickiness.parse("; ".join(value.decode("latin-1") for value in values))

    def _any_sticky(self, action: Forward) -> bool:
        for arn, _ in action.groups:
            group = self._shared.groups.get(arn)
            if group is not None and group.settings.stickiness is not None:
                return True
        return False

    def _kept(self, group: Group, cookies: dict[str, str], now: float) -> Member | None:
        settings = group.settings
        if settings.stickiness is None:
            return None
        well = [member.target for member in balance.eligible(list(group.members.values()))]
        by_application = settings.stickiness.kind == "app_cookie"
        target = stickiness.find_target(
            cookies.get(stickiness.APPLICATION if by_application else stickiness.TARGET),
            settings.arn,
            well,
            settings.stickiness.seconds,
            now,
        )
        return group.members.get(target) if target else None

    def _port(self, exchange: Exchange) -> int:
        """What the client called."""
        return self.listener.port if self._is_named(exchange) else self.port

    def _is_named(self, exchange: Exchange) -> bool:
        """A task called the load balancer by its name in DNS, at the port in the template."""
        dns = self.listener.dns.encode()
        return any(
            name.lower() == b"host" and value.lower().partition(b":")[0] == dns
            for name, value in exchange.headers
        )

    # Header fields

    def _request_headers(self, exchange: Exchange, now: float) -> Headers:
        listener = self.listener
        headers = forwarded(
            exchange.headers,
            client=exchange.client,
            protocol=listener.protocol.lower(),
            port=self._port(exchange),
            now=now,
            mode=listener.x_forwarded_for,
        )
        if listener.drop_invalid_headers:
            headers = [field for field in headers if _VALID_NAME.fullmatch(field[0])]
        return headers

    def _response_headers(
        self,
        action: Forward,
        group: Group,
        cookies: dict[str, str],
        member: Member,
        status: int,
        headers: Headers,
    ) -> Headers:
        now = time.time()
        headers = _with_answers(headers, self.listener.answers)
        set_cookies: list[str] = []
        if action.sticky is not None:
            set_cookies += stickiness.set_cookies(
                stickiness.GROUP, stickiness.group_value(group.settings.arn, now), now
            )
        settings = group.settings.stickiness
        value = stickiness.target_value(group.settings.arn, member.target, now)
        if settings is not None and settings.kind == "lb_cookie":
            set_cookies += stickiness.set_cookies(stickiness.TARGET, value, now)
        elif settings is not None and _sets(headers, settings.cookie):
            set_cookies.append(stickiness.set_cookies(stickiness.APPLICATION, value, now)[0])
        return headers + [(b"Set-Cookie", cookie.encode()) for cookie in set_cookies]

    def _own(self, headers: Headers) -> Headers:
        """Fields of an answer that the load balancer gives itself."""
        own = [*headers, answers.SERVER] if self.listener.server_header else headers
        return _with_answers(own, self.listener.answers)

    def _addresses(self, exchange: Exchange) -> int:
        count = 0
        for name, value in exchange.headers:
            if len(name) == 15 and name.lower() == b"x-forwarded-for":
                count += value.count(b",") + 1
        return count

    # Metrics

    def _count_of(self, name: str, amount: float = 1) -> None:
        self._shared.metrics.count(self.listener.dimension, name, amount)

    def _count(self, exchange: Exchange) -> None:
        self._count_of("ProcessedBytes", exchange.sent + (exchange.length or 0))
        status = exchange.status
        if not exchange.by_target and status >= 300:
            self._count_of(f"HTTPCode_ELB_{status // 100}XX_Count")
            if status in (500, 502, 503, 504):
                self._count_of(f"HTTPCode_ELB_{status}_Count")


def _request(exchange: Exchange) -> Request:
    headers: dict[str, str] = {}
    for name, value in exchange.headers:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return Request(exchange.method, exchange.path, exchange.query, headers, exchange.client)


def _head(exchange: Exchange, headers: Headers) -> bytes:
    if exchange.upgrade:
        headers = [*headers, (b"Connection", b"Upgrade"), (b"Upgrade", b"websocket")]
    if exchange.length is None:
        headers = [*headers, (b"Transfer-Encoding", b"chunked")]
    return encoded(b"%b %b HTTP/1.1" % (exchange.method.encode(), exchange.target), headers)


def _unchanged(member: Member, status: int, headers: Headers) -> Headers:
    return headers


def _with_answers(headers: Headers, answers: Sequence[tuple[str, str]]) -> Headers:
    if not answers:
        return headers
    added = {name.lower().encode() for name, _ in answers}
    kept = [field for field in headers if field[0].lower() not in added]
    return kept + [(name.encode(), value.encode("latin-1", "replace")) for name, value in answers]


def _sets(headers: Headers, cookie: str) -> bool:
    start = f"{cookie}=".encode()
    return any(name.lower() == b"set-cookie" and value.startswith(start) for name, value in headers)
