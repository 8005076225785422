"""A load balancer in one zone."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_have_several

RULE = Rule(
    title="A load balancer stands in one zone",
    why="When the zone fails, nothing answers, however many servers there are elsewhere.",
    fix="Give Subnets or SubnetMappings at least two zones.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-13",
    types=("AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ElasticLoadBalancing::LoadBalancer"),
    faults=must_have_several("Subnets", "SubnetMappings", "AvailabilityZones"),
    references=References(security_hub=("ELB.10", "ELB.13")),
)
