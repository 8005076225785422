"""A load balancer of the internet without a web application firewall."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.links import sources
from stratiform.check.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _is_public(balancer: Resource, graph: Graph) -> bool:
    kind, scheme = value(balancer, "Type", "application"), value(balancer, "Scheme", "internet-facing")
    return (kind, scheme) == ("application", "internet-facing")


def _faults(balancer: Resource, graph: Graph) -> Fault | None:
    if any(sources(graph, balancer, "AWS::WAFv2::WebACLAssociation", "ResourceArn")):
        return None
    return Fault("No web ACL is associated with it.")


RULE = Rule(
    title="A public load balancer has no firewall",
    why="Floods, scanners and known attacks reach the application as they are.",
    fix="Add an AWS::WAFv2::WebACLAssociation with the load balancer as ResourceArn.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-16",
    types=("AWS::ElasticLoadBalancingV2::LoadBalancer",),
    faults=_faults,
    applies=_is_public,
    references=References(security_hub=("ELB.16",)),
)
