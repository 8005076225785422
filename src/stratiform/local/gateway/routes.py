"""What the gateway serves, as frozen values: listeners with their rules, target groups, and sites.

Words and defaults are those of Elastic Load Balancing.
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Field(StrEnum):
    """What a rule condition looks at."""

    PATH = "path-pattern"
    HOST = "host-header"
    METHOD = "http-request-method"
    QUERY = "query-string"
    HEADER = "http-header"
    SOURCE = "source-ip"


@dataclass(frozen=True)
class Condition:
    """True when any of ``values`` matches. A query value is ``(key or "", value)``, others are texts."""

    field: Field
    values: tuple[str, ...] = ()
    header: str = ""
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Forward:
    """``groups`` are target group ARNs with weights; ``sticky`` seconds keep a client with its group."""

    groups: tuple[tuple[str, int], ...]
    sticky: int | None = None


@dataclass(frozen=True)
class Redirect:
    """Parts may hold ``#{protocol}``, ``#{host}``, ``#{port}``, ``#{path}`` and ``#{query}``."""

    status: int
    protocol: str = "#{protocol}"
    host: str = "#{host}"
    port: str = "#{port}"
    path: str = "/#{path}"
    query: str = "#{query}"


@dataclass(frozen=True)
class Fixed:
    """An answer that the load balancer gives itself."""

    status: int
    content_type: str = "text/plain"
    body: str = ""


@dataclass(frozen=True)
class Unsupported:
    """An action that has no meaning here, e.g. ``authenticate-cognito``. It is told, never skipped."""

    kind: str


Action = Forward | Redirect | Fixed | Unsupported


@dataclass(frozen=True)
class Rule:
    """``priority`` is None for the default rule, which is last and has no conditions."""

    priority: int | None
    conditions: tuple[Condition, ...]
    action: Action


@dataclass(frozen=True)
class Target:
    """``id`` is an IP address, a host name or a function ARN; ``port`` is 0 for a function."""

    id: str
    port: int = 0


@dataclass(frozen=True, kw_only=True)
class HealthCheck:
    """``port`` None is the traffic port. ``codes`` are inclusive ranges. Times are seconds."""

    enabled: bool = True
    protocol: str = "HTTP"
    port: int | None = None
    path: str = "/"
    codes: tuple[tuple[int, int], ...] = ((200, 200),)
    interval: float = 30
    timeout: float = 5
    healthy: int = 5
    unhealthy: int = 2


@dataclass(frozen=True)
class Stickiness:
    """``lb_cookie``: ours, for ``seconds``. ``app_cookie``: for as long as the application's ``cookie``."""

    kind: str
    seconds: int = 86400
    cookie: str = ""


@dataclass(frozen=True, kw_only=True)
class TargetGroup:
    """``kind`` is ``ip``, ``instance`` or ``lambda``. Times are seconds."""

    arn: str
    name: str
    kind: str = "ip"
    protocol: str = "HTTP"
    targets: tuple[Target, ...] = ()
    health: HealthCheck = field(default_factory=HealthCheck)
    algorithm: str = "round_robin"
    slow_start: float = 0
    deregistration_delay: float = 300
    stickiness: Stickiness | None = None
    multi_value_headers: bool = False

    @cached_property
    def dimension(self) -> str:
        """What CloudWatch calls it: ``targetgroup/<name>/<id>``."""
        return self.arn.rpartition(":")[2]


@dataclass(frozen=True, kw_only=True)
class Listener:
    """``port`` is the one in the template; the local one is the gateway's business. ``dns`` is the name of
    the load balancer, lower case.

    ``rules`` are in the order in which they are tried. ``answers`` are header fields that the listener adds
    to every response. ``x_forwarded_for`` is ``append``, ``preserve`` or ``remove``.
    """

    arn: str
    load_balancer: str
    protocol: str
    port: int
    rules: tuple[Rule, ...]
    dns: str = ""
    idle_timeout: float = 60
    x_forwarded_for: str = "append"
    drop_invalid_headers: bool = False
    answers: tuple[tuple[str, str], ...] = ()
    server_header: bool = True

    @property
    def key(self) -> str:
        """Its name from one run to the next: an ARN changes when the load balancer is made anew."""
        return f"{self.load_balancer}:{self.port}"

    @cached_property
    def dimension(self) -> str:
        """What CloudWatch calls its load balancer: ``app/<name>/<id>``."""
        return self.arn.partition(":listener/")[2].rpartition("/")[0] or self.load_balancer

    @property
    def is_tcp(self) -> bool:
        """A network load balancer's listener passes bytes on without looking at them."""
        return self.protocol in ("TCP", "TLS")

    @property
    def is_encrypted(self) -> bool:
        """The load balancer decrypts."""
        return self.protocol in ("HTTPS", "TLS")


@dataclass(frozen=True, kw_only=True)
class Site:
    """An API stage or a distribution: served by the emulator below ``prefix``, under the name ``host``.

    ``host`` None keeps the client's Host header. ``protocol`` is what the emulator is told the client used.
    """

    key: str
    prefix: str = ""
    host: str | None = None
    protocol: str = "http"


@dataclass(frozen=True, kw_only=True)
class Website:
    """A bucket as S3 serves it to browsers: with an index document, and an error document for a miss."""

    key: str
    bucket: str
    index: str = "index.html"
    error: str | None = None


@dataclass(frozen=True, kw_only=True)
class Routes:
    """Everything at one moment. ``groups`` is by ARN."""

    listeners: tuple[Listener, ...] = ()
    groups: Mapping[str, TargetGroup] = field(default_factory=dict)
    sites: tuple[Site, ...] = ()
    websites: tuple[Website, ...] = ()
