"""A subnet that gives every machine in it an address of the internet."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_false

RULE = Rule(
    title="A subnet gives out public addresses",
    why="Whatever is put there by mistake is one open port away from everybody.",
    fix="Set MapPublicIpOnLaunch to false, and ask for a public address where one is meant.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-15",
    types=("AWS::EC2::Subnet",),
    faults=must_be_false("MapPublicIpOnLaunch", "MapPublicIpOnLaunch is {value}."),
    references=References(
        security_hub=("EC2.15",), cfn_nag=("W33",), guard=("SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED",)
    ),
)
