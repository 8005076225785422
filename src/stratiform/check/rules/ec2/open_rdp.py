"""A security group that lets the internet reach RDP."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.ports import ALL, INGRESS, ingress
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(group: Resource, graph: Graph) -> Fault | None:
    for rule in ingress(group):
        if rule.is_to_world and rule.covers(3389) and rule.ports != ALL:
            return Fault(f"{rule.world} may reach port 3389, where RDP listens.", at=rule.at or None)
    return None


RULE = Rule(
    title="The internet may reach RDP",
    why="Anyone can try passwords, keys and faults of the server, and robots do so within minutes.",
    fix="Remove the rule and connect through Session Manager, or name the addresses that may.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-53",
    types=INGRESS,
    faults=_faults,
    references=References(
        security_hub=("EC2.14", "EC2.53", "EC2.54"),
        cdk_nag=("AwsSolutions-EC23",),
        checkov=("CKV_AWS_25",),
        cfn_nag=("W2",),
        guard=("EC2_SECURITY_GROUP_INGRESS_OPEN_TO_WORLD_RULE",),
    ),
)
