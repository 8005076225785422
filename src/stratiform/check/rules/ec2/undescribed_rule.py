"""A rule of a security group that does not say what it is for."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.security_groups import EGRESS, GROUP, INGRESS, egress_rules, ingress_rules
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(group: Resource, graph: Graph) -> Fault | None:
    inside = egress_rules(group) if group.type == GROUP else ()
    for rule in (*ingress_rules(group), *inside):
        if rule.body.get("Description") in (None, ""):
            return Fault("The rule has no Description.", at=rule.at or None)
    return None


RULE = Rule(
    title="A rule of a security group has no description",
    why="Nobody dares to remove a rule whose purpose nobody knows, so groups only ever open.",
    fix="Set Description to who needs the traffic and for what.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    types=(GROUP, INGRESS, EGRESS),
    faults=_faults,
    references=References(checkov=("CKV_AWS_23",), guard=("SECURITY_GROUP_DESCRIPTION_RULE",)),
)
