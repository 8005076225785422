"""A listener that talks plain HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, items, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _redirects(action: Any) -> bool:
    protocol = value(action, "RedirectConfig.Protocol") if isinstance(action, Mapping) else None
    return is_unknown(action) or is_unknown(protocol) or protocol == "HTTPS"


def _faults(listener: Resource, graph: Graph) -> Fault | None:
    if value(listener, "Protocol") != "HTTP":
        return None
    actions = value(listener, "DefaultActions")
    if is_unknown(actions) or any(map(_redirects, items(actions))):
        return None
    return Fault("Protocol is HTTP, and the default action is no redirect to HTTPS.", at="Protocol")


RULE = Rule(
    title="A listener talks plain HTTP",
    why="What users send and get, passwords and sessions included, can be read and changed on the way.",
    fix="Listen on HTTPS, and let the HTTP listener only redirect to it.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1",
    types=("AWS::ElasticLoadBalancingV2::Listener",),
    faults=_faults,
    references=References(
        security_hub=("ELB.1", "ELB.18"),
        checkov=("CKV_AWS_2", "CKV_AWS_103"),
        cfn_nag=("W56",),
        guard=("ELBV2_LISTENER_PROTOCOL_RULE",),
    ),
)
