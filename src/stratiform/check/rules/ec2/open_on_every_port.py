"""A security group that lets the internet reach every port."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.security_groups import ALL, ingress_rules
from stratiform.check.ports import OPENING
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(group: Resource, graph: Graph) -> Fault | None:
    for rule in ingress_rules(group):
        if rule.is_to_world and rule.ports == ALL:
            return Fault(f"{rule.world} may reach every port.", at=rule.at or None)
    return None


RULE = Rule(
    title="The internet may reach every port",
    why="Every service on the machine is exposed: databases, caches, agents, and what is started by mistake.",
    fix="Remove the rule, and open single ports to the groups or addresses that need them.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19",
    types=OPENING,
    faults=_faults,
    references=References(
        security_hub=("EC2.18", "EC2.19"),
        cdk_nag=("AwsSolutions-EC23",),
        checkov=("CKV_AWS_24", "CKV_AWS_25"),
        cfn_nag=("W2", "W42"),
        guard=("INCOMING_SSH_DISABLED", "EC2_SECURITY_GROUP_INGRESS_OPEN_TO_WORLD_RULE"),
    ),
)
