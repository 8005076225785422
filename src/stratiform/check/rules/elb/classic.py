"""A load balancer of the previous generation."""

from __future__ import annotations

from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

RULE = Rule(
    title="A Classic Load Balancer is in use",
    why=(
        "It has no routing by path or host, no targets in containers, no HTTP/2 and no firewall, "
        "and gets no new features."
    ),
    fix="Use an Application Load Balancer for HTTP and a Network Load Balancer for anything else.",
    pillar=Pillar.PERFORMANCE,
    severity=Severity.LOW,
    source=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/migrate-classic-load-balancer.html"
    ),
    types=("AWS::ElasticLoadBalancing::LoadBalancer",),
    faults=lambda balancer, graph: Fault("It is a Classic Load Balancer."),
    references=References(cdk_nag=("AwsSolutions-ELB1",)),
)
