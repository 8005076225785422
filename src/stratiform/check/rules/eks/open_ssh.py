"""Nodes that the internet reaches by SSH."""

from __future__ import annotations

from stratiform.assembly.properties import value
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="The internet may reach the nodes by SSH",
    why="A key pair without security groups opens port 22 of every node to everybody.",
    fix="Remove RemoteAccess, or name SourceSecurityGroups in it.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source=(
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-eks-nodegroup-remoteaccess.html"
    ),
    types=("AWS::EKS::Nodegroup",),
    faults=must_be_set("RemoteAccess.SourceSecurityGroups", "RemoteAccess names no SourceSecurityGroups."),
    applies=lambda group, graph: value(group, "RemoteAccess.Ec2SshKey") is not None,
    references=References(checkov=("CKV_AWS_100",)),
)
