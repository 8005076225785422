"""A network whose traffic nobody records."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_named_by

RULE = Rule(
    title="A VPC has no flow log",
    why="Nobody can tell afterwards who talked to whom, or why a connection was refused.",
    fix="Add an AWS::EC2::FlowLog with the VPC as ResourceId.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6",
    types=("AWS::EC2::VPC",),
    faults=must_be_named_by("AWS::EC2::FlowLog", "ResourceId", "No flow log records its traffic."),
    references=References(security_hub=("EC2.6",), cdk_nag=("AwsSolutions-VPC7",), cfn_nag=("W60",)),
)
