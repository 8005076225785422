from __future__ import annotations

from typing import Any

import pytest

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.local.balancer_notes import notes

LISTENER, GROUP = ("AWS::ElasticLoadBalancingV2::" + name for name in ("Listener", "TargetGroup"))
RULE = LISTENER + "Rule"


def of(type_: str, **properties: Any) -> tuple[str, ...]:
    one = Resource(Address("A", "It"), type_, "A/It", properties)
    return notes(Graph({}, {one.address: one}))


@pytest.mark.parametrize(
    ("type_", "properties", "says"),
    [
        (RULE, {"Actions": [{"Type": "authenticate-oidc"}, {"Type": "forward"}]}, "no authenticate-oidc"),
        (LISTENER, {"DefaultActions": [{"Type": "authenticate-cognito"}]}, "no authenticate-cognito"),
        (GROUP, {"ProtocolVersion": "GRPC"}, "HTTP/1.1 here, not GRPC; gRPC calls fail"),
        (GROUP, {"ProtocolVersion": "HTTP2"}, "HTTP/1.1 here, not HTTP2."),
        (LISTENER, {"Protocol": "TCP_UDP"}, "no TCP_UDP"),
        (LISTENER, {"MutualAuthentication": {"Mode": "verify"}}, "mutual authentication: verify"),
    ],
)
def test_what_differs_is_told_with_its_place(type_: str, properties: Any, says: str) -> None:
    [note] = of(type_, **properties)
    assert note.startswith("A/It: ")
    assert says in note


@pytest.mark.parametrize(
    ("type_", "properties"),
    [
        (RULE, {"Actions": [{"Type": "forward"}, {"Type": {"Ref": "Kind"}}]}),
        (LISTENER, {"Protocol": "HTTPS", "DefaultActions": [{"Type": "redirect"}]}),
        (LISTENER, {"DefaultActions": {"Fn::If": ["A", [], []]}}),
        (GROUP, {"ProtocolVersion": "HTTP1"}),
        ("AWS::SQS::Queue", {"Protocol": "UDP"}),
    ],
)
def test_what_is_the_same_is_not_told(type_: str, properties: Any) -> None:
    assert of(type_, **properties) == ()
