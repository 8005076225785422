from __future__ import annotations

import pytest
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import VPC, Stack

pytestmark = pytest.mark.local


def test_network_acl_entries_and_associations_follow_the_template(
    stack: Stack, local_cloud: LocalCloud
) -> None:
    ec2 = local_cloud.client("ec2")
    entry = {
        "NetworkAclId": {"Ref": "Acl"},
        "RuleNumber": "100",
        "Protocol": 6,
        "RuleAction": "allow",
        "CidrBlock": "10.0.0.0/8",
        "PortRange": {"From": "80", "To": 443},
    }
    resources = VPC | {
        "Acl": {"Type": "AWS::EC2::NetworkAcl", "Properties": {"VpcId": {"Ref": "Vpc"}}},
        "Entry": {"Type": "AWS::EC2::NetworkAclEntry", "Properties": entry},
        "Association": {
            "Type": "AWS::EC2::SubnetNetworkAclAssociation",
            "Properties": {"NetworkAclId": {"Ref": "Acl"}, "SubnetId": {"Ref": "Subnet"}},
        },
    }
    outputs = {
        "Acl": {"Ref": "Acl"},
        "Subnet": {"Ref": "Subnet"},
        "Association": {"Fn::GetAtt": "Association.AssociationId"},
    }
    made = stack.up(resources, outputs)
    [acl] = ec2.describe_network_acls(NetworkAclIds=[made["Acl"]])["NetworkAcls"]
    assert [(e["RuleNumber"], e["RuleAction"], e["Egress"]) for e in acl["Entries"]] == [
        (100, "allow", False)
    ]
    assert [(a["NetworkAclAssociationId"], a["SubnetId"]) for a in acl["Associations"]] == [
        (made["Association"], made["Subnet"])
    ]

    entry["RuleAction"] = "deny"
    del resources["Association"]
    stack.up(resources, {"Acl": {"Ref": "Acl"}})
    [acl] = ec2.describe_network_acls(NetworkAclIds=[made["Acl"]])["NetworkAcls"]
    assert [(e["RuleNumber"], e["RuleAction"]) for e in acl["Entries"]] == [(100, "deny")]
    assert acl["Associations"] == []

    stack.down()
    assert made["Acl"] not in {a["NetworkAclId"] for a in ec2.describe_network_acls()["NetworkAcls"]}
