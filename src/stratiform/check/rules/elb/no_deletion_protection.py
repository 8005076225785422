"""A load balancer that one call deletes."""

from __future__ import annotations

from stratiform.assembly.properties import is_true
from stratiform.check.attributes import attribute_must
from stratiform.check.rule import Pillar, References, Rule, Severity

RULE = Rule(
    title="A load balancer has no deletion protection",
    why="One wrong call or one wrong change takes the front door away, with its address and its name.",
    fix="Set the attribute deletion_protection.enabled to true.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-6",
    types=("AWS::ElasticLoadBalancingV2::LoadBalancer",),
    faults=attribute_must(
        "LoadBalancerAttributes",
        "deletion_protection.enabled",
        "deletion_protection.enabled is {value}.",
        is_true,
    ),
    references=References(security_hub=("ELB.6",), guard=("ELB_DELETION_PROTECTION_ENABLED",)),
)
