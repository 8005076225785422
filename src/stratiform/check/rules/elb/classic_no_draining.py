"""A classic load balancer that cuts requests off when an instance leaves."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A Classic Load Balancer does not drain its instances",
    why="Every deployment and every scaling in breaks the requests that are under way.",
    fix="Set ConnectionDrainingPolicy.Enabled to true.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-7",
    types=("AWS::ElasticLoadBalancing::LoadBalancer",),
    faults=must_be_true("ConnectionDrainingPolicy.Enabled", "ConnectionDrainingPolicy.Enabled is {value}."),
    references=References(security_hub=("ELB.7",), cdk_nag=("AwsSolutions-ELB3",)),
)
