"""The answers of Elastic Load Balancing's API as routes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from stratiform.local.gateway.routes import (
    Action,
    Condition,
    Field,
    Fixed,
    Forward,
    HealthCheck,
    Listener,
    Redirect,
    Rule,
    Stickiness,
    TargetGroup,
    Unsupported,
)

_CONFIGS = {
    Field.PATH: "PathPatternConfig",
    Field.HOST: "HostHeaderConfig",
    Field.METHOD: "HttpRequestMethodConfig",
    Field.HEADER: "HttpHeaderConfig",
    Field.QUERY: "QueryStringConfig",
    Field.SOURCE: "SourceIpConfig",
}
# https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html
_ADDED = {
    "access_control_allow_origin": "Access-Control-Allow-Origin",
    "access_control_allow_methods": "Access-Control-Allow-Methods",
    "access_control_allow_headers": "Access-Control-Allow-Headers",
    "access_control_allow_credentials": "Access-Control-Allow-Credentials",
    "access_control_expose_headers": "Access-Control-Expose-Headers",
    "access_control_max_age": "Access-Control-Max-Age",
    "strict_transport_security": "Strict-Transport-Security",
    "content_security_policy": "Content-Security-Policy",
    "x_content_type_options": "X-Content-Type-Options",
    "x_frame_options": "X-Frame-Options",
}


def listener(
    load_balancer: Mapping[str, Any],
    described: Mapping[str, Any],
    rules: Sequence[Mapping[str, Any]],
    of_load_balancer: Mapping[str, str],
    of_listener: Mapping[str, str],
) -> Listener:
    """A listener, from what DescribeListeners, DescribeRules and the two attribute calls answer."""
    return Listener(
        arn=described["ListenerArn"],
        load_balancer=load_balancer["LoadBalancerName"],
        protocol=described["Protocol"],
        port=int(described["Port"]),
        rules=tuple(_rules(rules, described)),
        dns=load_balancer.get("DNSName", "").lower(),
        idle_timeout=float(of_load_balancer.get("idle_timeout.timeout_seconds", 60)),
        x_forwarded_for=of_load_balancer.get("routing.http.xff_header_processing.mode", "append"),
        drop_invalid_headers=of_load_balancer.get("routing.http.drop_invalid_header_fields.enabled")
        == "true",
        answers=tuple(_added(of_listener)),
        server_header=of_listener.get("routing.http.response.server.enabled") != "false",
    )


def group(described: Mapping[str, Any], attributes: Mapping[str, str]) -> TargetGroup:
    """A target group without its targets, from DescribeTargetGroups and its attributes."""
    algorithm = attributes.get("load_balancing.algorithm.type", "round_robin")
    return TargetGroup(
        arn=described["TargetGroupArn"],
        name=described["TargetGroupName"],
        kind=described.get("TargetType", "instance"),
        protocol=described.get("Protocol", "HTTP"),
        health=_health(described),
        algorithm=algorithm,
        slow_start=float(attributes.get("slow_start.duration_seconds", 0)),
        deregistration_delay=float(attributes.get("deregistration_delay.timeout_seconds", 300)),
        stickiness=_stickiness(attributes),
        multi_value_headers=attributes.get("lambda.multi_value_headers.enabled") == "true",
    )


def _rules(rules: Sequence[Mapping[str, Any]], described: Mapping[str, Any]) -> Iterator[Rule]:
    default: Rule | None = None
    numbered = []
    for rule in rules:
        made = Rule(
            int(rule["Priority"]) if str(rule["Priority"]).isdigit() else None,
            tuple(_condition(one) for one in rule.get("Conditions", ())),
            _action(rule.get("Actions") or ()),
        )
        if rule.get("IsDefault") or made.priority is None:
            default = made
        else:
            numbered.append(made)
    yield from sorted(numbered, key=lambda rule: rule.priority or 0)
    yield default or Rule(None, (), _action(described.get("DefaultActions") or ()))


def _condition(described: Mapping[str, Any]) -> Condition:
    field = Field(described["Field"])
    config: Mapping[str, Any] = described.get(_CONFIGS[field]) or {}
    values: Sequence[Any] = config.get("Values") or described.get("Values") or ()
    if field is Field.QUERY:
        return Condition(field, pairs=tuple(_pair(value) for value in values))
    return Condition(field, tuple(values), header=config.get("HttpHeaderName", ""))


def _pair(value: Any) -> tuple[str, str]:
    if isinstance(value, Mapping):
        return value.get("Key", ""), value["Value"]
    key, separator, text = str(value).partition("=")
    return (key, text) if separator else ("", key)


def _action(actions: Sequence[Mapping[str, Any]]) -> Action:
    """The one action that ends a rule; an authentication before it cannot be left out silently."""
    ordered = sorted(actions, key=lambda action: int(action.get("Order") or 1))
    if not ordered:
        return Fixed(502)
    described = ordered[0]
    match described["Type"]:
        case "forward":
            return _forward(described)
        case "redirect":
            return _redirect(described["RedirectConfig"])
        case "fixed-response":
            config = described["FixedResponseConfig"]
            return Fixed(
                int(config["StatusCode"]),
                config.get("ContentType") or "text/plain",
                config.get("MessageBody") or "",
            )
        case kind:
            return Unsupported(kind)


def _forward(described: Mapping[str, Any]) -> Forward:
    config: Mapping[str, Any] = described.get("ForwardConfig") or {}
    groups = tuple(
        (one["TargetGroupArn"], int(one.get("Weight", 1))) for one in config.get("TargetGroups", ())
    )
    if not groups:
        groups = ((described.get("TargetGroupArn", ""), 1),)
    sticky = config.get("TargetGroupStickinessConfig") or {}
    return Forward(groups, int(sticky["DurationSeconds"]) if sticky.get("Enabled") else None)


def _redirect(config: Mapping[str, Any]) -> Redirect:
    return Redirect(
        int(config["StatusCode"].removeprefix("HTTP_")),
        config.get("Protocol") or "#{protocol}",
        config.get("Host") or "#{host}",
        config.get("Port") or "#{port}",
        config.get("Path") or "/#{path}",
        "#{query}" if config.get("Query") is None else config["Query"],
    )


def _health(described: Mapping[str, Any]) -> HealthCheck:
    port = str(described.get("HealthCheckPort", "traffic-port"))
    matcher = (described.get("Matcher") or {}).get("HttpCode") or "200"
    return HealthCheck(
        enabled=bool(described.get("HealthCheckEnabled", True)),
        protocol=described.get("HealthCheckProtocol", "HTTP"),
        port=int(port) if port.isdigit() else None,
        path=described.get("HealthCheckPath") or "/",
        codes=tuple(_codes(matcher)),
        interval=float(described.get("HealthCheckIntervalSeconds", 30)),
        timeout=float(described.get("HealthCheckTimeoutSeconds", 5)),
        healthy=int(described.get("HealthyThresholdCount", 5)),
        unhealthy=int(described.get("UnhealthyThresholdCount", 2)),
    )


def _codes(matcher: str) -> Iterator[tuple[int, int]]:
    """``200,202`` and ``200-299``."""
    for part in matcher.split(","):
        low, _, high = part.strip().partition("-")
        yield int(low), int(high or low)


def _stickiness(attributes: Mapping[str, str]) -> Stickiness | None:
    if attributes.get("stickiness.enabled") != "true":
        return None
    kind = attributes.get("stickiness.type", "lb_cookie")
    seconds = int(attributes.get(f"stickiness.{kind}.duration_seconds", 86400))
    return Stickiness(kind, seconds, attributes.get("stickiness.app_cookie.cookie_name", ""))


def _added(attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for attribute, header in _ADDED.items():
        value = attributes.get(f"routing.http.response.{attribute}.header_value")
        if value:
            yield header, value
