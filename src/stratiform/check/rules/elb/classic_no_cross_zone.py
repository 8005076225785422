"""A classic load balancer that leaves zones with unequal load."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A Classic Load Balancer does not balance across zones",
    why="A zone with few servers gets as many requests as one with many, and is overloaded first.",
    fix="Set CrossZone to true.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-9",
    types=("AWS::ElasticLoadBalancing::LoadBalancer",),
    faults=must_be_true("CrossZone", "CrossZone is {value}."),
    references=References(
        security_hub=("ELB.9",),
        cdk_nag=("AwsSolutions-ELB4",),
        guard=("ELB_CROSS_ZONE_LOAD_BALANCING_ENABLED",),
    ),
)
