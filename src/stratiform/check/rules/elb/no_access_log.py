"""A load balancer whose requests nobody logs."""

from __future__ import annotations

from stratiform.assembly.properties import is_true, may_be, value
from stratiform.check.attributes import attribute_must
from stratiform.check.rule import Pillar, References, Rule, Severity

RULE = Rule(
    title="A load balancer writes no access log",
    why="Nobody can tell afterwards who asked for what, or how long the answers took.",
    fix="Set the attribute access_logs.s3.enabled to true, and access_logs.s3.bucket.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-5",
    types=("AWS::ElasticLoadBalancingV2::LoadBalancer",),
    faults=attribute_must(
        "LoadBalancerAttributes", "access_logs.s3.enabled", "access_logs.s3.enabled is {value}.", is_true
    ),
    applies=lambda balancer, graph: not may_be(value(balancer, "Type"), "gateway"),
    references=References(
        security_hub=("ELB.5",),
        cdk_nag=("AwsSolutions-ELB2",),
        checkov=("CKV_AWS_91",),
        cfn_nag=("W52",),
        guard=("ELBV2_ACCESS_LOGGING_RULE",),
    ),
)
