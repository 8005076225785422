"""A listener that accepts TLS older than 1.2."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_NEW = ("TLS-1-2", "TLS13-1-2", "TLS13-1-3", "FS-1-2")


def _is_new(policy: str) -> bool:
    return any(f"-{name}-" in f"{policy}-" for name in _NEW)


def _faults(listener: Resource, graph: Graph) -> Fault | None:
    # Without a policy, a listener made by CloudFormation gets the one of 2016, which accepts TLS 1.0.
    policy = value(listener, "SslPolicy", "ELBSecurityPolicy-2016-08")
    if not isinstance(policy, str) or _is_new(policy):
        return None
    return Fault(f"SslPolicy is {policy}, which accepts TLS 1.0 or 1.1.", at="SslPolicy")


RULE = Rule(
    title="A listener accepts old TLS",
    why="TLS 1.0 and 1.1 have known faults, and browsers and standards no longer accept them.",
    fix="Set SslPolicy to ELBSecurityPolicy-TLS13-1-2-2021-06 or one that is stricter.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-17",
    types=("AWS::ElasticLoadBalancingV2::Listener",),
    faults=_faults,
    applies=lambda listener, graph: value(listener, "Protocol") in ("HTTPS", "TLS"),
    references=References(
        security_hub=("ELB.17",),
        checkov=("CKV_AWS_103",),
        cfn_nag=("W55",),
        guard=("ELBV2_LISTENER_SSL_POLICY_RULE",),
    ),
)
