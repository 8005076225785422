"""Network ACLs, their entries, and which subnet uses which."""

from __future__ import annotations

from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.ec2_tags import retag, specification
from stratiform.local.emulator.names import new_id, physical_name
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType


def _acls() -> Any:
    return private.get("services.ec2", "_network_acls")


def _create_acl(logical_id: str, properties: Properties, stack: str) -> Created:
    parameters = {**properties, **specification("network-acl", properties)}
    created = call("ec2", "create_network_acl", parameters)["NetworkAcl"]["NetworkAclId"]
    return created, {"Id": created}


def _update_acl(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
    retag(physical_id, old, new)
    return physical_id, {"Id": physical_id}


def _delete_acl(physical_id: str, properties: Properties) -> None:
    discard("ec2", "delete_network_acl", {"NetworkAclId": physical_id})


def _entry(properties: Properties) -> dict[str, Any]:
    return {**properties, "IcmpTypeCode": properties.get("Icmp"), "Egress": properties.get("Egress", False)}


def _create_entry(logical_id: str, properties: Properties, stack: str) -> Created:
    call("ec2", "create_network_acl_entry", _entry(properties))
    return physical_name(stack, logical_id), {}


def _update_entry(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
    call("ec2", "replace_network_acl_entry", _entry(new))
    return physical_id, {}


def _delete_entry(physical_id: str, properties: Properties) -> None:
    discard("ec2", "delete_network_acl_entry", _entry(properties))


def _associate(logical_id: str, properties: Properties, stack: str) -> Created:
    # The emulator's ReplaceNetworkAclAssociation forgets the subnet, so the record is written here.
    acls = _acls()
    if properties["NetworkAclId"] not in acls:
        raise ValueError(f"The network ACL {properties['NetworkAclId']} does not exist")
    _leave(properties["SubnetId"])
    association = new_id("aclassoc")
    acls[properties["NetworkAclId"]]["Associations"].append(
        {
            "NetworkAclAssociationId": association,
            "NetworkAclId": properties["NetworkAclId"],
            "SubnetId": properties["SubnetId"],
        }
    )
    return association, {"AssociationId": association}


def _leave(subnet_id: str) -> None:
    for acl in _acls().values():
        acl["Associations"] = [kept for kept in acl["Associations"] if kept.get("SubnetId") != subnet_id]


def _dissociate(physical_id: str, properties: Properties) -> None:
    for acl in _acls().values():
        acl["Associations"] = [
            kept for kept in acl["Associations"] if kept["NetworkAclAssociationId"] != physical_id
        ]


RESOURCES = (
    ResourceType("AWS::EC2::NetworkAcl", _create_acl, _delete_acl, _update_acl, replaced_by=("VpcId",)),
    ResourceType(
        "AWS::EC2::NetworkAclEntry",
        _create_entry,
        _delete_entry,
        _update_entry,
        replaced_by=("Egress", "NetworkAclId", "RuleNumber"),
    ),
    ResourceType("AWS::EC2::SubnetNetworkAclAssociation", _associate, _dissociate),
)
