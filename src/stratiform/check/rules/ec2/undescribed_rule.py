"""A rule of a security group that does not say what it is for."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.ports import GROUP, INGRESS, egress, ingress
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(group: Resource, graph: Graph) -> Fault | None:
    found = (*ingress(group), *egress(group)) if group.type == GROUP else ingress(group)
    for rule in found:
        if rule.rule.get("Description") in (None, ""):
            return Fault("The rule has no Description.", at=rule.at or None)
    return None


RULE = Rule(
    title="A rule of a security group has no description",
    why="Nobody dares to remove a rule whose purpose nobody knows, so groups only ever open.",
    fix="Set Description to who needs the traffic and for what.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    types=(*INGRESS, "AWS::EC2::SecurityGroupEgress"),
    faults=_faults,
    references=References(checkov=("CKV_AWS_23",), guard=("SECURITY_GROUP_DESCRIPTION_RULE",)),
)
