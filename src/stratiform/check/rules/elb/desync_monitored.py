"""A load balancer that lets ambiguous requests through."""

from __future__ import annotations

from stratiform.check.attributes import attribute_must, balances
from stratiform.check.rule import Pillar, References, Rule, Severity

RULE = Rule(
    title="A load balancer lets ambiguous requests through",
    why="Requests that two servers read in different ways are how requests are smuggled past the first.",
    fix="Set the attribute routing.http.desync_mitigation_mode to defensive or strictest.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-12",
    types=("AWS::ElasticLoadBalancingV2::LoadBalancer",),
    faults=attribute_must(
        "LoadBalancerAttributes",
        "routing.http.desync_mitigation_mode",
        "routing.http.desync_mitigation_mode is {value}.",
        lambda found: found != "monitor",
    ),
    applies=balances("application"),
    references=References(security_hub=("ELB.12",)),
)
