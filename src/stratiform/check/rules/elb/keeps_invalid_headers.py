"""A load balancer that passes on headers that are not valid."""

from __future__ import annotations

from stratiform.assembly.properties import is_true
from stratiform.check.attributes import attribute_must, balances
from stratiform.check.rule import Pillar, References, Rule, Severity

RULE = Rule(
    title="A load balancer passes on invalid headers",
    why=(
        "Servers that read such headers in different ways can be led to answer one user with "
        "what belongs to another."
    ),
    fix="Set the attribute routing.http.drop_invalid_header_fields.enabled to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-4",
    types=("AWS::ElasticLoadBalancingV2::LoadBalancer",),
    faults=attribute_must(
        "LoadBalancerAttributes",
        "routing.http.drop_invalid_header_fields.enabled",
        "routing.http.drop_invalid_header_fields.enabled is {value}.",
        is_true,
    ),
    applies=balances("application"),
    references=References(
        security_hub=("ELB.4",), checkov=("CKV_AWS_131",), guard=("ALB_HTTP_DROP_INVALID_HEADER_ENABLED",)
    ),
)
