"""A load balancer of the internet without a web application firewall."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_named_by


def _is_public(balancer: Resource, graph: Graph) -> bool:
    kind, scheme = value(balancer, "Type", "application"), value(balancer, "Scheme", "internet-facing")
    return (kind, scheme) == ("application", "internet-facing")


RULE = Rule(
    title="A public load balancer has no firewall",
    why="Floods, scanners and known attacks reach the application as they are.",
    fix="Add an AWS::WAFv2::WebACLAssociation with the load balancer as ResourceArn.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-16",
    types=("AWS::ElasticLoadBalancingV2::LoadBalancer",),
    faults=must_be_named_by(
        "AWS::WAFv2::WebACLAssociation", "ResourceArn", "No web ACL is associated with it."
    ),
    applies=_is_public,
    references=References(security_hub=("ELB.16",)),
)
