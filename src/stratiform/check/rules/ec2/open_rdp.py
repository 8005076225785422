"""A security group that lets the internet reach RDP."""

from __future__ import annotations

from stratiform.check.ports import OPENING, closed_to_world
from stratiform.check.rule import Pillar, References, Rule, Severity

RULE = Rule(
    title="The internet may reach RDP",
    why="Anyone can try passwords, keys and faults of the server, and robots do so within minutes.",
    fix="Remove the rule and connect through Session Manager, or name the addresses that may.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-53",
    types=OPENING,
    faults=closed_to_world(3389, "RDP"),
    references=References(
        security_hub=("EC2.14", "EC2.53", "EC2.54"),
        cdk_nag=("AwsSolutions-EC23",),
        checkov=("CKV_AWS_25",),
        cfn_nag=("W2",),
        guard=("EC2_SECURITY_GROUP_INGRESS_OPEN_TO_WORLD_RULE",),
    ),
)
