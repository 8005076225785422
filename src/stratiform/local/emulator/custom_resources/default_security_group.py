"""``restrict_default_security_group``: the group every VPC comes with allows nothing."""

from __future__ import annotations

from typing import Any

from stratiform.local.emulator.client import client
from stratiform.local.emulator.custom_resources.request import Answer, Request


def applies(request: Request) -> bool:
    """By the type that aws_ec2.Vpc gives it."""
    return request.type == "Custom::VpcRestrictDefaultSG" and "DefaultSecurityGroupId" in request.properties


def respond(request: Request) -> Answer:
    """Take the default rules away; give them back on Delete."""
    group = request.properties["DefaultSecurityGroupId"]
    account = request.properties.get("Account", "")
    ec2 = client("ec2")
    inbound = _rules({"UserIdGroupPairs": [{"UserId": account, "GroupId": group}]})
    outbound = _rules({"IpRanges": [{"CidrIp": "0.0.0.0/0"}]})
    if request.kind == "Delete":
        ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=inbound)
        ec2.authorize_security_group_egress(GroupId=group, IpPermissions=outbound)
    else:
        ec2.revoke_security_group_ingress(GroupId=group, IpPermissions=inbound)
        ec2.revoke_security_group_egress(GroupId=group, IpPermissions=outbound)
    return request.id_or_new(), {}


def _rules(peer: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"IpProtocol": "-1", **peer}]
