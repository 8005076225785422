"""A load balancer that serves everybody over plain HTTP."""

from __future__ import annotations

from collections.abc import Mapping

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.links import targets
from stratiform.check.placement import LOAD_BALANCER, groups_of
from stratiform.check.properties import items, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity
from stratiform.check.traffic import ingress


def _public(listener: Resource, graph: Graph) -> Resource | None:
    """The listener's load balancer, where the internet reaches it."""
    for balancer in targets(graph, listener, "LoadBalancerArn"):
        if (
            balancer.type == LOAD_BALANCER
            and value(balancer, "Scheme", "internet-facing") == "internet-facing"
        ):
            groups = groups_of(graph, balancer)
            gates = [gate for group in groups for gate in ingress(graph).get(group.address, ())]
            if not groups or any(gate.rule.is_to_world for gate in gates):
                return balancer
    return None


def _applies(listener: Resource, graph: Graph) -> bool:
    return _public(listener, graph) is not None


def _faults(listener: Resource, graph: Graph) -> Fault | None:
    balancer = _public(listener, graph)
    if value(listener, "Protocol") != "HTTP" or balancer is None:
        return None
    actions = [
        one.get("Type") for one in items(value(listener, "DefaultActions")) if isinstance(one, Mapping)
    ]
    if "forward" not in actions:
        return None
    return Fault(
        f"It forwards plain HTTP from the internet on port {value(listener, 'Port')}.",
        at="Protocol",
        evidence=(balancer.address, *(one.address for one in targets(graph, listener, "DefaultActions"))),
    )


RULE = Rule(
    title="The internet talks to a load balancer in plain text",
    why="Everybody on the way reads and changes requests, with their passwords and sessions.",
    fix="Serve with an HTTPS listener and a certificate, and let the HTTP listener redirect to it.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html",
    types=("AWS::ElasticLoadBalancingV2::Listener",),
    applies=_applies,
    faults=_faults,
    references=References(security_hub=("ELB.1",)),
)
