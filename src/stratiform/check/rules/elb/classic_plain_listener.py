"""A classic load balancer that users talk to without TLS."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import each


def _wrong(listener: Mapping[str, Any]) -> str | None:
    protocol = listener.get("Protocol")
    if isinstance(protocol, str) and protocol.upper() in ("HTTP", "TCP"):
        return f"Protocol is {protocol}."
    return None


RULE = Rule(
    title="A Classic Load Balancer has a listener without TLS",
    why="What users send and get, passwords and sessions included, can be read and changed on the way.",
    fix="Set Protocol of the listener to HTTPS or SSL, with a certificate of ACM.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-3",
    types=("AWS::ElasticLoadBalancing::LoadBalancer",),
    faults=each("Listeners", _wrong),
    references=References(
        security_hub=("ELB.3",), cdk_nag=("AwsSolutions-ELB5",), guard=("ELB_TLS_HTTPS_LISTENERS_ONLY",)
    ),
)
