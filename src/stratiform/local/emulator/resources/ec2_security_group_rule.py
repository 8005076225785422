"""Security group rules that stand beside their group, as a rule between two groups must."""

from __future__ import annotations

from typing import Any

from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.client import client
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType

_FIXED = (
    "GroupId",
    "IpProtocol",
    "FromPort",
    "ToPort",
    "CidrIp",
    "CidrIpv6",
    "SourceSecurityGroupId",
    "DestinationSecurityGroupId",
    "SourcePrefixListId",
    "DestinationPrefixListId",
)


def _permission(properties: Properties) -> dict[str, Any]:
    described = {"Description": properties["Description"]} if properties.get("Description") else {}
    permission: dict[str, Any] = {
        "IpProtocol": properties.get("IpProtocol", "-1"),
        "FromPort": properties.get("FromPort"),
        "ToPort": properties.get("ToPort"),
    }
    group = properties.get("SourceSecurityGroupId") or properties.get("DestinationSecurityGroupId")
    if group:
        permission["UserIdGroupPairs"] = [{"GroupId": group, **described}]
    if properties.get("CidrIp"):
        permission["IpRanges"] = [{"CidrIp": properties["CidrIp"], **described}]
    if properties.get("CidrIpv6"):
        permission["Ipv6Ranges"] = [{"CidrIpv6": properties["CidrIpv6"], **described}]
    prefix_list = properties.get("SourcePrefixListId") or properties.get("DestinationPrefixListId")
    if prefix_list:
        permission["PrefixListIds"] = [{"PrefixListId": prefix_list, **described}]
    return permission


def _rule(direction: str) -> ResourceType:
    def create(logical_id: str, properties: Properties, stack: str) -> Created:
        answer = call(
            "ec2",
            f"authorize_security_group_{direction}",
            {"GroupId": properties["GroupId"], "IpPermissions": [_permission(properties)]},
        )
        rule = answer["SecurityGroupRules"][0]["SecurityGroupRuleId"]
        return rule, {"Id": rule}

    def update(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
        client("ec2").modify_security_group_rules(
            GroupId=new["GroupId"],
            SecurityGroupRules=[
                {
                    "SecurityGroupRuleId": physical_id,
                    "SecurityGroupRule": {"Description": new.get("Description", "")},
                }
            ],
        )
        return physical_id, {"Id": physical_id}

    def delete(physical_id: str, properties: Properties) -> None:
        discard(
            "ec2",
            f"revoke_security_group_{direction}",
            {"GroupId": properties["GroupId"], "IpPermissions": [_permission(properties)]},
        )

    return ResourceType(
        f"AWS::EC2::SecurityGroup{direction.capitalize()}",
        create,
        delete,
        update,
        replaced_by=_FIXED,
    )


RESOURCES = (_rule("ingress"), _rule("egress"))
