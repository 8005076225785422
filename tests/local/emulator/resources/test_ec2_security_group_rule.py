from __future__ import annotations

from typing import Any

import pytest
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import VPC, Stack

pytestmark = pytest.mark.local


def test_a_rule_between_two_groups_is_added_changed_and_revoked(
    stack: Stack, local_cloud: LocalCloud
) -> None:
    ec2 = local_cloud.client("ec2")
    group = {
        "Type": "AWS::EC2::SecurityGroup",
        "Properties": {"VpcId": {"Ref": "Vpc"}, "GroupDescription": "a group"},
    }
    rule = {
        "GroupId": {"Fn::GetAtt": "Database.GroupId"},
        "SourceSecurityGroupId": {"Fn::GetAtt": "Service.GroupId"},
        "IpProtocol": "tcp",
        "FromPort": "5432",
        "ToPort": 5432,
        "Description": "from the service",
    }
    resources = VPC | {
        "Service": group,
        "Database": group,
        "In": {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": rule},
        "Out": {
            "Type": "AWS::EC2::SecurityGroupEgress",
            "Properties": {
                "GroupId": {"Fn::GetAtt": "Service.GroupId"},
                "IpProtocol": "tcp",
                "FromPort": 443,
                "ToPort": 443,
                "CidrIp": "0.0.0.0/0",
            },
        },
    }
    outputs = {
        "Database": {"Fn::GetAtt": "Database.GroupId"},
        "Service": {"Fn::GetAtt": "Service.GroupId"},
        "In": {"Fn::GetAtt": "In.Id"},
    }
    made = stack.up(resources, outputs)
    assert _ports(ec2, made["Database"], "IpPermissions") == {5432}
    assert 443 in _ports(ec2, made["Service"], "IpPermissionsEgress")
    [permission] = _group(ec2, made["Database"])["IpPermissions"]
    assert permission["UserIdGroupPairs"][0]["GroupId"] == made["Service"]

    rule |= {"FromPort": 6432, "ToPort": 6432}
    changed = stack.up(resources, outputs)
    assert changed["In"] != made["In"], "another port is another rule"
    assert _ports(ec2, made["Database"], "IpPermissions") == {6432}

    del resources["In"]
    stack.up(resources, {})
    assert _ports(ec2, made["Database"], "IpPermissions") == set()


def _group(ec2: Any, group_id: str) -> dict[str, Any]:
    found: dict[str, Any] = ec2.describe_security_groups(GroupIds=[group_id])["SecurityGroups"][0]
    return found


def _ports(ec2: Any, group_id: str, direction: str) -> set[int]:
    return {rule.get("FromPort") for rule in _group(ec2, group_id)[direction]}
