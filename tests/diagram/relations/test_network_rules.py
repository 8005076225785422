from __future__ import annotations

from pathlib import Path

import pytest

from diagram.drawing import told
from diagram.systems import system
from stratiform.diagram import picture

MACHINES = """
  A: {Type: AWS::EC2::Instance, Properties: {SecurityGroupIds: [!Ref GroupA]}}
  B: {Type: AWS::EC2::Instance, Properties: {SecurityGroupIds: [!Ref GroupB]}}
  GroupA: {Type: AWS::EC2::SecurityGroup}
"""


@pytest.mark.parametrize(
    "rule",
    [
        """
  GroupB:
    Type: AWS::EC2::SecurityGroup
    Properties: {SecurityGroupIngress: [{FromPort: 22, SourceSecurityGroupId: !Ref GroupA}]}
""",
        """
  GroupB: {Type: AWS::EC2::SecurityGroup}
  Rule:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: {GroupId: !Ref GroupB, FromPort: 22, SourceSecurityGroupId: !Ref GroupA}
""",
        """
  GroupB: {Type: AWS::EC2::SecurityGroup}
  Rule:
    Type: AWS::EC2::SecurityGroupEgress
    Properties: {GroupId: !Ref GroupA, FromPort: 22, DestinationSecurityGroupId: !Ref GroupB}
""",
    ],
)
def test_a_rule_between_groups_is_a_line_between_their_users(tmp_path: Path, rule: str) -> None:
    assert told(picture(system(tmp_path, MACHINES + rule))) == {("A", "port 22", "B")}
