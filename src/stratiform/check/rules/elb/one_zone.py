"""A load balancer in one zone."""

from __future__ import annotations

from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.properties import is_unknown, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(balancer: Resource, graph: Graph) -> Fault | None:
    for name in ("Subnets", "SubnetMappings", "AvailabilityZones"):
        found = value(balancer, name)
        if isinstance(found, list) and len(found) == 1 and not _may_be_several(found[0]):
            return Fault(f"{name} has one member.", at=name)
    return None


def _may_be_several(member: Any) -> bool:
    """An intrinsic that may stand for several, as an import of a joined list does."""
    return is_unknown(member) and not {"Ref", "Fn::GetAtt", "Fn::Select"} & set(member)


RULE = Rule(
    title="A load balancer stands in one zone",
    why="When the zone fails, nothing answers, however many servers there are elsewhere.",
    fix="Give Subnets or SubnetMappings at least two zones.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-13",
    types=("AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ElasticLoadBalancing::LoadBalancer"),
    faults=_faults,
    references=References(security_hub=("ELB.10", "ELB.13")),
)
