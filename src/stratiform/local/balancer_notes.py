"""What load balancers of a definition ask for and have otherwise on this machine, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stratiform.assembly.graph import Graph, Resource

_ACTIONS = {
    "AWS::ElasticLoadBalancingV2::Listener": "DefaultActions",
    "AWS::ElasticLoadBalancingV2::ListenerRule": "Actions",
}
_DONE = ("forward", "redirect", "fixed-response")
_GROUP = "AWS::ElasticLoadBalancingV2::TargetGroup"
_UDP = ("UDP", "TCP_UDP", "QUIC", "TCP_QUIC")


def notes(graph: Graph) -> tuple[str, ...]:
    """A sentence each."""
    return tuple(dict.fromkeys(note for one in graph.resources.values() for note in _of(one)))


def _of(resource: Resource) -> Iterator[str]:
    properties = resource.properties
    for action in _actions(resource):
        kind = action.get("Type")
        if isinstance(kind, str) and kind not in _DONE:
            yield (
                f"{resource.path}: the gateway has no {kind}, so it answers such requests with 501"
                " and forwards none of them."
            )
    version = properties.get("ProtocolVersion")
    if resource.type == _GROUP and version in ("GRPC", "HTTP2"):
        rest = "; gRPC calls fail" if version == "GRPC" else ""
        yield f"{resource.path}: its targets are asked with HTTP/1.1 here, not {version}{rest}."
    if resource.type not in _ACTIONS:
        return
    if properties.get("Protocol") in _UDP:
        yield f"{resource.path}: the gateway passes on TCP, and no {properties['Protocol']}."
    mutual = properties.get("MutualAuthentication")
    if isinstance(mutual, dict) and mutual.get("Mode") in ("verify", "passthrough"):
        yield f"{resource.path}: clients need no certificate here (mutual authentication: {mutual['Mode']})."


def _actions(resource: Resource) -> list[dict[str, Any]]:
    given = resource.properties.get(_ACTIONS.get(resource.type, ""))
    return [action for action in given if isinstance(action, dict)] if isinstance(given, list) else []
