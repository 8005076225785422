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
    Properties: {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 22, SourceSecurityGroupId: !Ref GroupA}]}
""",
        """
  GroupB: {Type: AWS::EC2::SecurityGroup}
  Rule:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: {GroupId: !Ref GroupB, IpProtocol: tcp, FromPort: 22, SourceSecurityGroupId: !Ref GroupA}
""",
        """
  GroupB: {Type: AWS::EC2::SecurityGroup}
  Rule:
    Type: AWS::EC2::SecurityGroupEgress
    Properties: {GroupId: !Ref GroupA, IpProtocol: tcp, FromPort: 22, DestinationSecurityGroupId: !Ref GroupB}
""",
    ],
)
def test_a_rule_between_groups_is_a_line_between_their_users(tmp_path: Path, rule: str) -> None:
    assert told(picture(system(tmp_path, MACHINES + rule))) == {("A", "port 22", "B")}


@pytest.mark.parametrize(
    ("ports", "label"),
    [
        ("IpProtocol: tcp, FromPort: 80, ToPort: 90", "ports 80 to 90"),
        ("IpProtocol: tcp, FromPort: 0, ToPort: 65535", "connects to"),
        ('IpProtocol: "-1"', "connects to"),
        ("IpProtocol: icmp, FromPort: 8, ToPort: -1", "connects to"),
        ("IpProtocol: tcp, FromPort: !Ref GroupA, ToPort: !Ref GroupA", "connects to"),
    ],
)
def test_the_line_tells_the_ports_where_they_are_some(tmp_path: Path, ports: str, label: str) -> None:
    rule = f"""
  GroupB:
    Type: AWS::EC2::SecurityGroup
    Properties: {{SecurityGroupIngress: [{{{ports}, SourceSecurityGroupId: !Ref GroupA}}]}}
"""
    assert told(picture(system(tmp_path, MACHINES + rule))) == {("A", label, "B")}


def test_what_a_group_lets_out_by_its_own_property_is_a_line_too(tmp_path: Path) -> None:
    group = "{Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupEgress: [%s]}}"
    rule = "{IpProtocol: tcp, FromPort: 22, DestinationSecurityGroupId: !Ref GroupA}"
    drawn = picture(system(tmp_path, f"{MACHINES}  GroupB: {group % rule}\n"))
    assert told(drawn) == {("B", "port 22", "A")}
