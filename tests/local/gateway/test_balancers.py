"""From the API's answers, as boto3 gives them, to routes."""

from __future__ import annotations

from typing import Any

import pytest

from stratiform.local.gateway.balancers import group, listener
from stratiform.local.gateway.routes import (
    Action,
    Condition,
    Field,
    Fixed,
    Forward,
    HealthCheck,
    Redirect,
    Stickiness,
    Unsupported,
)

BALANCER = {
    "LoadBalancerName": "web",
    "LoadBalancerArn": "arn:x:loadbalancer/app/web/1",
    "DNSName": "Web-1.elb.amazonaws.com",
}
LISTENER = {"ListenerArn": "arn:x:listener/app/web/1/2", "Protocol": "HTTP", "Port": 80}


def rule(priority: str, *actions: dict[str, Any], conditions: Any = ()) -> dict[str, Any]:
    default = priority == "default"
    return {"Priority": priority, "Conditions": conditions, "Actions": actions, "IsDefault": default}


def action_of(*actions: dict[str, Any]) -> Action:
    return listener(BALANCER, LISTENER, [rule("default", *actions)], {}, {}).rules[0].action


def test_rules_are_in_the_order_of_their_priority_and_the_default_is_last() -> None:
    fixed = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "200"}}
    made = listener(BALANCER, LISTENER, [rule("default", fixed), rule("20", fixed), rule("3", fixed)], {}, {})
    assert [one.priority for one in made.rules] == [3, 20, None]
    assert (made.key, made.dimension, made.dns) == ("web:80", "app/web/1", "web-1.elb.amazonaws.com")


@pytest.mark.parametrize(
    ("described", "action"),
    [
        ({"Type": "forward", "TargetGroupArn": "a"}, Forward((("a", 1),))),
        (
            {
                "Type": "forward",
                "TargetGroupArn": "a",
                "ForwardConfig": {
                    "TargetGroups": [
                        {"TargetGroupArn": "a", "Weight": 9},
                        {"TargetGroupArn": "b", "Weight": 1},
                    ],
                    "TargetGroupStickinessConfig": {"Enabled": True, "DurationSeconds": 60},
                },
            },
            Forward((("a", 9), ("b", 1)), 60),
        ),
        (
            {"Type": "redirect", "RedirectConfig": {"StatusCode": "HTTP_302", "Port": "443", "Query": ""}},
            Redirect(302, port="443", query=""),
        ),
        (
            {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404", "MessageBody": "no"}},
            Fixed(404, "text/plain", "no"),
        ),
        ({"Type": "authenticate-oidc", "Order": 1}, Unsupported("authenticate-oidc")),
    ],
)
def test_an_action(described: dict[str, Any], action: Action) -> None:
    assert action_of(described) == action


def test_an_authentication_in_front_is_never_left_out() -> None:
    forward = {"Type": "forward", "TargetGroupArn": "a", "Order": 2}
    assert action_of(forward, {"Type": "authenticate-cognito", "Order": 1}) == Unsupported(
        "authenticate-cognito"
    )


KEYED = [{"Key": "k", "Value": "v"}, {"Value": "w"}]
PAIRS = (("k", "v"), ("", "w"))


@pytest.mark.parametrize(
    ("described", "condition"),
    [
        ({"Field": "path-pattern", "Values": ["/a"]}, Condition(Field.PATH, ("/a",))),
        (
            {"Field": "host-header", "HostHeaderConfig": {"Values": ["a", "b"]}},
            Condition(Field.HOST, ("a", "b")),
        ),
        (
            {"Field": "http-header", "HttpHeaderConfig": {"HttpHeaderName": "X", "Values": ["a"]}},
            Condition(Field.HEADER, ("a",), header="X"),
        ),
        (
            {"Field": "query-string", "QueryStringConfig": {"Values": KEYED}},
            Condition(Field.QUERY, pairs=PAIRS),
        ),
        ({"Field": "query-string", "Values": ["k=v", "w"]}, Condition(Field.QUERY, pairs=PAIRS)),
        (
            {"Field": "source-ip", "SourceIpConfig": {"Values": ["10.0.0.0/8"]}},
            Condition(Field.SOURCE, ("10.0.0.0/8",)),
        ),
    ],
)  # fmt: skip
def test_a_condition(described: dict[str, Any], condition: Condition) -> None:
    forward = {"Type": "forward", "TargetGroupArn": "a"}
    made = listener(BALANCER, LISTENER, [rule("1", forward, conditions=[described])], {}, {})
    assert made.rules[0].conditions == (condition,)


def test_attributes_of_a_load_balancer_and_a_listener() -> None:
    of_balancer = {
        "idle_timeout.timeout_seconds": "5",
        "routing.http.xff_header_processing.mode": "remove",
        "routing.http.drop_invalid_header_fields.enabled": "true",
    }
    of_listener = {
        "routing.http.response.strict_transport_security.header_value": "max-age=1",
        "routing.http.response.x_frame_options.header_value": "",
        "routing.http.response.server.enabled": "false",
    }
    made = listener(BALANCER, LISTENER, [], of_balancer, of_listener)
    assert (made.idle_timeout, made.x_forwarded_for, made.drop_invalid_headers) == (5, "remove", True)
    assert (made.answers, made.server_header) == ((("Strict-Transport-Security", "max-age=1"),), False)


def test_a_target_group() -> None:
    described = {
        "TargetGroupArn": "arn:aws:elasticloadbalancing:r:a:targetgroup/web/1",
        "TargetGroupName": "web",
        "TargetType": "ip",
        "HealthCheckPath": "/health",
        "HealthCheckPort": "9000",
        "HealthCheckIntervalSeconds": 7,
        "HealthyThresholdCount": 2,
        "Matcher": {"HttpCode": "200,202-204"},
    }
    attributes = {
        "load_balancing.algorithm.type": "least_outstanding_requests",
        "slow_start.duration_seconds": "30",
        "deregistration_delay.timeout_seconds": "5",
        "stickiness.enabled": "true",
        "stickiness.type": "app_cookie",
        "stickiness.app_cookie.cookie_name": "session",
        "stickiness.app_cookie.duration_seconds": "60",
    }
    made = group(described, attributes)
    assert made.health == HealthCheck(
        port=9000, path="/health", interval=7, healthy=2, codes=((200, 200), (202, 204))
    )
    assert (made.algorithm, made.slow_start, made.deregistration_delay) == (
        "least_outstanding_requests",
        30,
        5,
    )
    assert made.stickiness == Stickiness("app_cookie", 60, "session")
    assert made.dimension == "targetgroup/web/1"
