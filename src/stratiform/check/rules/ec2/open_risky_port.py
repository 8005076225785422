"""A security group that lets the internet reach a port of high risk."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.security_groups import ALL, ingress_rules
from stratiform.check.ports import OPENING, RISKY
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(group: Resource, graph: Graph) -> Fault | None:
    for rule in ingress_rules(group):
        if rule.is_to_world and rule.ports != ALL:
            found = [str(port) for port in RISKY if rule.covers(port)]
            if found:
                return Fault(f"{rule.world} may reach port {', '.join(found)}.", at=rule.at or None)
    return None


RULE = Rule(
    title="The internet may reach a port of high risk",
    why=(
        "Databases, file shares and consoles on these ports are attacked all the time, and many "
        "ask for no password."
    ),
    fix="Remove the rule, and open the port to the security group that needs it.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19",
    types=OPENING,
    faults=_faults,
    references=References(
        security_hub=("EC2.19",),
        cdk_nag=("AwsSolutions-EC23",),
        cfn_nag=("W2",),
        guard=("RESTRICTED_INCOMING_TRAFFIC", "EC2_SECURITY_GROUP_INGRESS_OPEN_TO_WORLD_RULE"),
    ),
)
