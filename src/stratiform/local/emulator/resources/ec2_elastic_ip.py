"""An Elastic IP address, and its association with an instance or a network interface."""

from __future__ import annotations

from typing import Any

from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.client import client
from stratiform.local.emulator.ec2_tags import retag, specification
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType


def _allocation(public_ip: str) -> dict[str, Any] | None:
    addresses = client("ec2").describe_addresses()["Addresses"]
    return next((found for found in addresses if found["PublicIp"] == public_ip), None)


def _create(logical_id: str, properties: Properties, stack: str) -> Created:
    answer = client("ec2").allocate_address(Domain="vpc", **specification("elastic-ip", properties))
    if properties.get("InstanceId"):
        client("ec2").associate_address(
            AllocationId=answer["AllocationId"], InstanceId=properties["InstanceId"]
        )
    return answer["PublicIp"], {"AllocationId": answer["AllocationId"], "PublicIp": answer["PublicIp"]}


def _update(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
    address = _allocation(physical_id)
    if address is None:
        raise ValueError(f"The address {physical_id} does not exist")
    allocation = address["AllocationId"]
    if old.get("InstanceId") != new.get("InstanceId"):
        if address.get("AssociationId"):
            client("ec2").disassociate_address(AssociationId=address["AssociationId"])
        if new.get("InstanceId"):
            client("ec2").associate_address(AllocationId=allocation, InstanceId=new["InstanceId"])
    retag(allocation, old, new)
    return physical_id, {"AllocationId": allocation, "PublicIp": physical_id}


def _delete(physical_id: str, properties: Properties) -> None:
    address = _allocation(physical_id)
    if address is not None:
        if address.get("AssociationId"):
            client("ec2").disassociate_address(AssociationId=address["AssociationId"])
        client("ec2").release_address(AllocationId=address["AllocationId"])


def _associate(logical_id: str, properties: Properties, stack: str) -> Created:
    parameters = dict(properties)
    if "EIP" in parameters and "AllocationId" not in parameters:
        address = _allocation(parameters["EIP"])
        if address is None:
            raise ValueError(f"The address {parameters['EIP']} does not exist")
        parameters["AllocationId"] = address["AllocationId"]
    association = call("ec2", "associate_address", parameters)["AssociationId"]
    return association, {"Id": association}


def _disassociate(physical_id: str, properties: Properties) -> None:
    discard("ec2", "disassociate_address", {"AssociationId": physical_id})


RESOURCES = (
    ResourceType(
        "AWS::EC2::EIP",
        _create,
        _delete,
        _update,
        replaced_by=("Domain", "NetworkBorderGroup", "TransferAddress", "IpamPoolId", "Address"),
    ),
    ResourceType(
        "AWS::EC2::EIPAssociation",
        _associate,
        _disassociate,
    ),
)
