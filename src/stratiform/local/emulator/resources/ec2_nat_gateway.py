"""A NAT gateway. It exists in the API; processes on this machine reach the internet without it."""

from __future__ import annotations

from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.ec2_tags import retag, specification
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType


def _attributes(nat_gateway_id: str) -> dict[str, str]:
    return {"NatGatewayId": nat_gateway_id}


def _create(logical_id: str, properties: Properties, stack: str) -> Created:
    parameters = {**properties, **specification("natgateway", properties)}
    created = call("ec2", "create_nat_gateway", parameters)["NatGateway"]["NatGatewayId"]
    return created, _attributes(created)


def _update(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
    retag(physical_id, old, new)
    return physical_id, _attributes(physical_id)


def _delete(physical_id: str, properties: Properties) -> None:
    discard("ec2", "delete_nat_gateway", {"NatGatewayId": physical_id})


RESOURCES = (
    ResourceType(
        "AWS::EC2::NatGateway",
        _create,
        _delete,
        _update,
        replaced_by=("SubnetId", "AllocationId", "ConnectivityType", "PrivateIpAddress", "VpcId"),
        explain="A NAT gateway is a record: processes on this machine reach the internet directly.",
    ),
)
