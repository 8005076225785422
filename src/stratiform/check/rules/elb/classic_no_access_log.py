"""A classic load balancer whose requests nobody logs."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A Classic Load Balancer writes no access log",
    why="Nobody can tell afterwards who asked for what, or how long the answers took.",
    fix="Set AccessLoggingPolicy.Enabled to true, and S3BucketName.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-5",
    types=("AWS::ElasticLoadBalancing::LoadBalancer",),
    faults=must_be_true("AccessLoggingPolicy.Enabled", "AccessLoggingPolicy.Enabled is {value}."),
    references=References(
        security_hub=("ELB.5",),
        cdk_nag=("AwsSolutions-ELB2",),
        checkov=("CKV_AWS_92",),
        cfn_nag=("W26",),
        guard=("ELB_LOGGING_ENABLED",),
    ),
)
